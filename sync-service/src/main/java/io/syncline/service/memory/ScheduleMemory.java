package io.syncline.service.memory;

import io.syncline.api.ModelName;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.SharedDocuments;
import io.syncline.service.schedule.ScheduledWork;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Remembers when work was started last, so that processes share it and a time that was missed while none ran is noticed. It
 * excludes nobody from a model; leases do. Blocks; thread-safe.
 */
public interface ScheduleMemory {

    /**
     * The last start.
     *
     * @return empty if none is known
     * @throws io.syncline.api.failure.SyncException if the store cannot be read
     */
    Optional<LastStart> last(ModelName model, ScheduledWork work);

    /**
     * Notes a start, unless another one was noted meanwhile.
     *
     * @param known the last start that the caller knows
     * @param now when it starts
     * @return whether it was noted
     * @throws io.syncline.api.failure.SyncException if the store cannot be read or written
     */
    boolean claim(ModelName model, ScheduledWork work, Optional<LastStart> known, Instant now);

    /**
     * Notes the end of the work that was noted at a time; does nothing if another start was noted after it.
     *
     * @throws io.syncline.api.failure.SyncException if the store cannot be read or written
     */
    void ended(ModelName model, ScheduledWork work, Instant started);

    /** A memory that ends with the process and that no other one shares. */
    static ScheduleMemory ofProcess() {
        return new ProcessMemory();
    }

    /**
     * The memory of all processes that share a metadata store, if it keeps shared documents; else one of this process.
     *
     * @param store the store
     * @param scope the source and the sink, in any words that all those processes use
     */
    static ScheduleMemory in(MetadataStore store, Supplier<String> scope) {
        return store instanceof SharedDocuments documents ? new StoredMemory(documents, scope) : ofProcess();
    }
}
