package io.syncline.core.state;

import io.syncline.api.FailedRecord;
import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.metadata.StateKey;
import io.syncline.core.port.record.Cursor;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

/** Stores, lists and removes more failed records in files than fit into its heap. */
final class ManyFailures {

    private static final StateKey KEY = new StateKey("source", ModelName.of("res.partner"), "f1");
    private static final int RECORDS = 60_000;
    private static final int STEP = 10_000;
    private static final String REASON = "The text is longer than anybody would read. ".repeat(12);

    private ManyFailures() {}

    public static void main(String[] args) {
        try (MetadataStore store = FileMetadataStore.open(Path.of(args[0]))) {
            for (long from = 1; from <= RECORDS; from += STEP) {
                store.putFailures(
                        KEY,
                        1,
                        ids(from, STEP).stream().map(ManyFailures::failure).toList());
            }
            long stored = store.failureCount(KEY);
            long listed = 0;
            Cursor last = Cursor.START;
            List<FailedRecord> page = store.failures(KEY, last, STEP);
            while (!page.isEmpty()) {
                listed += page.size();
                last = Cursor.after(page.get(page.size() - 1).id());
                page = store.failures(KEY, last, STEP);
            }
            store.removeFailures(KEY, 1, ids(RECORDS / 2, STEP));
            System.out.println("stored " + stored + ", listed " + listed + ", left " + store.failureCount(KEY));
        }
    }

    private static List<RecordId> ids(long from, int count) {
        return LongStream.range(from, from + count).mapToObj(RecordId::of).toList();
    }

    private static FailedRecord failure(RecordId id) {
        Instant then = Instant.EPOCH;
        return new FailedRecord(id, REASON, 1, then, then);
    }
}
