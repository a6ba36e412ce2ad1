package io.syncline.mcp.internal.tool;

import io.syncline.api.FailedRecord;
import io.syncline.api.ModelName;
import io.syncline.api.RecordAccess;
import io.syncline.api.RecordId;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.record.Cursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records as the person may see them whose rights decide; all of them if nobody's do. A model that the person may not read is one without
 * records. Thread-safe.
 */
final class ReadableRecords {

    private static final Logger LOG = LoggerFactory.getLogger("io.syncline.mcp");

    /** As many as a source is asked about at once. */
    private static final int PORTION = 500;

    private static final int MOST_PORTIONS = 20;

    private final ToolContext context;

    ReadableRecords(ToolContext context) {
        this.context = context;
    }

    boolean isReadable(ModelName model, RecordId id) {
        Optional<RecordAccess> access = context.settings().visibleTo();
        return access.isEmpty() || !readable(access.get(), model, List.of(id)).isEmpty();
    }

    /** The first failed records after a position; of a person, among the first 10,000. */
    List<FailedRecord> failures(ModelName model, Cursor after, int limit) {
        Optional<RecordAccess> access = context.settings().visibleTo();
        return access.isEmpty()
                ? context.engine().get().failures(model, after, limit)
                : readableFailures(access.get(), model, after, limit);
    }

    /** What is not readable leaves no trace, such as a page that is empty although there is another one. */
    private List<FailedRecord> readableFailures(RecordAccess access, ModelName model, Cursor after, int limit) {
        List<FailedRecord> kept = new ArrayList<>();
        Cursor from = after;
        for (int portion = 0; portion < MOST_PORTIONS && kept.size() < limit; portion++) {
            List<FailedRecord> failures = context.engine().get().failures(model, from, PORTION);
            Set<RecordId> readable = readable(
                    access, model, failures.stream().map(FailedRecord::id).toList());
            failures.stream().filter(failure -> readable.contains(failure.id())).forEach(kept::add);
            if (failures.size() < PORTION) {
                break;
            }
            from = Cursor.after(failures.get(PORTION - 1).id());
        }
        return kept.subList(0, Math.min(limit, kept.size()));
    }

    private static Set<RecordId> readable(RecordAccess access, ModelName model, List<RecordId> ids) {
        try {
            if (!ids.isEmpty()) {
                return access.readable(model, ids);
            }
        } catch (SetupException e) {
            LOG.debug("No records of {} are shown under the rights of this person: {}", model, e.getMessage());
        }
        access.requireLogin();
        return Set.of();
    }
}
