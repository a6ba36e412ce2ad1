package io.syncline.enginetests.acceptance;

import io.syncline.api.CleanupReport;
import io.syncline.api.CleanupRequest;
import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.core.SyncEngine;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.RecordScope;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.testkit.forward.ForwardingVectorSink;
import io.syncline.testkit.memory.CountingVectorSink;
import io.syncline.testkit.memory.InMemoryEmbedder;
import io.syncline.testkit.memory.InMemoryMetadataStore;
import io.syncline.testkit.memory.SyntheticKeys;
import io.syncline.testkit.memory.SyntheticRecordSource;
import java.time.InstantSource;
import java.util.Collection;
import java.util.TreeSet;

/**
 * A program that cleans up a million records of which the source has deleted a hundred, to be run with a small heap.
 */
final class LargeCleanup {

    static final long RECORDS = 1_000_000;
    static final int GONE = 100;

    private static final ModelName MODEL = ModelName.of("res.partner");

    private LargeCleanup() {}

    public static void main(String[] args) {
        SyntheticKeys keys = SyntheticKeys.valueOf(args[0]);
        ComputedSink sink = new ComputedSink(keys);
        try (SyncEngine engine = SyncEngine.builder()
                .source(source(keys, RECORDS))
                .embedder(InMemoryEmbedder.builder().build())
                .sink(sink)
                .metadata(new InMemoryMetadataStore(InstantSource.system()))
                .build()) {
            CleanupReport report = engine.cleanup(CleanupRequest.of(MODEL.value()));
            System.out.println(report.outcome() + " stored " + report.recordsStored() + " deleted "
                    + report.recordsDeleted() + " from " + keys.number(sink.deleted.first()) + " to "
                    + keys.number(sink.deleted.last()));
        }
    }

    private static SyntheticRecordSource source(SyntheticKeys keys, long records) {
        return SyntheticRecordSource.builder()
                .model(MODEL)
                .keys(keys)
                .records(records)
                .build();
    }

    /** Lists the records of the source and a hundred more, without storing them. */
    private static final class ComputedSink extends ForwardingVectorSink {

        private final SyntheticRecordSource listed;
        private final TreeSet<RecordId> deleted = new TreeSet<>();

        ComputedSink(SyntheticKeys keys) {
            super(new CountingVectorSink(keys));
            listed = source(keys, RECORDS + GONE);
        }

        @Override
        public void delete(ModelKey key, long epoch, Collection<RecordId> ids) {
            deleted.addAll(ids);
        }

        @Override
        public IdPage ids(ModelKey key, IdRange range, int limit) {
            return listed.ids(RecordScope.builder().model(MODEL).build(), range, limit);
        }

        @Override
        public long count(ModelKey key) {
            return RECORDS + GONE;
        }
    }
}
