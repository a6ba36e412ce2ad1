package io.syncline.benchmarks;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.RecordStamp;
import io.syncline.core.port.vector.SinkHit;
import io.syncline.core.port.vector.SinkIdentity;
import io.syncline.core.port.vector.SinkMark;
import io.syncline.core.port.vector.SinkQuery;
import io.syncline.core.port.vector.SinkSchema;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Accepts everything and stores only a count. */
final class NoOpSink implements VectorSink {

    private static final SinkIdentity IDENTITY = new SinkIdentity("no-op", "a sink that stores only a count");

    private final Map<ModelKey, SinkMark> marks = new ConcurrentHashMap<>();
    private final LongAdder stored = new LongAdder();

    long stored() {
        return stored.sum();
    }

    @Override
    public SinkIdentity prepare(SinkSchema schema) {
        return IDENTITY;
    }

    @Override
    public SinkIdentity open(SinkSchema schema) {
        return IDENTITY;
    }

    @Override
    public Optional<SinkMark> mark(ModelKey key) {
        return Optional.ofNullable(marks.get(key));
    }

    @Override
    public boolean raiseMark(ModelKey key, String store, long expected, SinkMark next) {
        marks.put(key, next);
        return true;
    }

    @Override
    public boolean listsInOrder(ModelKey key) {
        return true;
    }

    @Override
    public Map<RecordId, RecordStamp> stamps(ModelKey key, Collection<RecordId> ids) {
        return Map.of();
    }

    @Override
    public void upsert(ModelKey key, long epoch, List<EmbeddedDocument> documents) {
        stored.add(documents.size());
    }

    @Override
    public void trim(ModelKey key, long epoch, Map<RecordId, Integer> keep) {}

    @Override
    public void delete(ModelKey key, long epoch, Collection<RecordId> ids) {}

    @Override
    public IdPage ids(ModelKey key, IdRange range, int limit) {
        return new IdPage(List.of(), range.after(), true);
    }

    @Override
    public long count(ModelKey key) {
        return stored();
    }

    @Override
    public Set<String> payloadNames(String source, Set<ModelName> models, Set<String> wanted) {
        return Set.of();
    }

    @Override
    public List<SinkHit> search(SinkQuery query) {
        return List.of();
    }

    @Override
    public void close() {}
}
