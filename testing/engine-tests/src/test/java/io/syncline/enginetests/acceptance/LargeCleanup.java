package io.syncline.enginetests.acceptance;

import io.syncline.api.CleanupReport;
import io.syncline.api.CleanupRequest;
import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.core.SyncEngine;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.RecordStamp;
import io.syncline.core.port.vector.SinkHit;
import io.syncline.core.port.vector.SinkQuery;
import io.syncline.core.port.vector.SinkSchema;
import io.syncline.testkit.memory.InMemoryEmbedder;
import io.syncline.testkit.memory.InMemoryMetadataStore;
import io.syncline.testkit.memory.SyntheticRecordSource;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;

/**
 * A program that cleans up a million records of which the source has deleted a hundred, to be run with a small heap.
 */
final class LargeCleanup {

    static final long RECORDS = 1_000_000;
    static final int GONE = 100;

    private LargeCleanup() {}

    public static void main(String[] args) {
        ComputedSink sink = new ComputedSink();
        ModelName model = ModelName.of("res.partner");
        try (SyncEngine engine = SyncEngine.builder()
                .source(SyntheticRecordSource.builder()
                        .model(model)
                        .records(RECORDS)
                        .build())
                .embedder(InMemoryEmbedder.builder().build())
                .sink(sink)
                .metadata(new InMemoryMetadataStore(InstantSource.system()))
                .build()) {
            CleanupReport report = engine.cleanup(CleanupRequest.of(model.value()));
            System.out.println(report.outcome() + " stored " + report.recordsStored() + " deleted "
                    + report.recordsDeleted() + " from " + sink.deleted.first() + " to " + sink.deleted.last());
        }
    }

    /** Lists the records of the source and a hundred more, without storing them. */
    private static final class ComputedSink implements VectorSink {

        private final TreeSet<Long> deleted = new TreeSet<>();

        @Override
        public void prepare(SinkSchema schema) {}

        @Override
        public Map<RecordId, RecordStamp> stamps(ModelKey key, Collection<RecordId> ids) {
            return Map.of();
        }

        @Override
        public void upsert(ModelKey key, long epoch, List<EmbeddedDocument> documents) {}

        @Override
        public void trim(ModelKey key, long epoch, Map<RecordId, Integer> keep) {}

        @Override
        public void delete(ModelKey key, long epoch, Collection<RecordId> ids) {
            Set.copyOf(ids).forEach(id -> deleted.add(id.value()));
        }

        @Override
        public IdPage ids(ModelKey key, IdRange range, int limit) {
            long last = Math.min(range.upTo(), Math.min(range.after() + limit, RECORDS + GONE));
            List<IdAndVersion> entries = LongStream.rangeClosed(range.after() + 1, last)
                    .mapToObj(id -> new IdAndVersion(RecordId.of(id), 1))
                    .toList();
            return new IdPage(entries, Math.max(range.after(), last), last == RECORDS + GONE);
        }

        @Override
        public long count(ModelKey key) {
            return RECORDS + GONE;
        }

        @Override
        public List<SinkHit> search(SinkQuery query) {
            return List.of();
        }

        @Override
        public void close() {}
    }
}
