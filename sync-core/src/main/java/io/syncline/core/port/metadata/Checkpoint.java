package io.syncline.core.port.metadata;

import io.syncline.api.SyncType;
import io.syncline.core.port.record.Cursor;
import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/** The progress of an unfinished run: every record up to the cursor is stored, unchanged, or recorded as failed. */
@Value.Immutable
public interface Checkpoint {

    /**
     * Which records the run reads.
     *
     * @return its type
     */
    SyncType type();

    /**
     * The last record finished with all before it.
     *
     * @return its position; the start before the first record
     */
    Cursor cursor();

    /**
     * The earlier of the source's and the metadata store's time when the run started: the watermark once it completes.
     *
     * @return an instant
     */
    Instant sourceStart();

    /**
     * The lower bound of the run's listing.
     *
     * @return an instant in whole seconds, or empty for a full run
     */
    Optional<Instant> changedSince();

    /**
     * What makes the run's documents and vectors.
     *
     * @return a fingerprint
     */
    String fingerprint();

    /**
     * The newest change time up to the cursor.
     *
     * @return an instant by the source's clock, or empty if none was seen
     */
    Optional<Instant> maxWriteDate();

    /**
     * Records processed up to the cursor.
     *
     * @return a number of records
     */
    @Value.Default
    default long processed() {
        return 0;
    }

    /**
     * Starts a checkpoint.
     *
     * @return a builder; not thread-safe
     */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link Checkpoint}; not thread-safe. */
    final class Builder extends ImmutableCheckpoint.Builder {
        Builder() {}
    }
}
