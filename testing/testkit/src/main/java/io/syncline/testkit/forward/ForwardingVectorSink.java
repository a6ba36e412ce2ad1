package io.syncline.testkit.forward;

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

/** A sink that delegates all calls to another one; override some. Thread-safe if the delegate is. */
public abstract class ForwardingVectorSink implements VectorSink {

    /** The delegate. */
    protected final VectorSink next;

    /**
     * Delegates calls.
     *
     * @param next the delegate; closed with this one
     */
    protected ForwardingVectorSink(VectorSink next) {
        this.next = next;
    }

    @Override
    public SinkIdentity prepare(SinkSchema schema) {
        return next.prepare(schema);
    }

    @Override
    public SinkIdentity open(SinkSchema schema) {
        return next.open(schema);
    }

    @Override
    public Optional<SinkMark> mark(ModelKey key) {
        return next.mark(key);
    }

    @Override
    public boolean raiseMark(ModelKey key, String store, long expected, SinkMark mark) {
        return next.raiseMark(key, store, expected, mark);
    }

    @Override
    public boolean listsInOrder(ModelKey key) {
        return next.listsInOrder(key);
    }

    @Override
    public Map<RecordId, RecordStamp> stamps(ModelKey key, Collection<RecordId> ids) {
        return next.stamps(key, ids);
    }

    @Override
    public void upsert(ModelKey key, long epoch, List<EmbeddedDocument> documents) {
        next.upsert(key, epoch, documents);
    }

    @Override
    public void trim(ModelKey key, long epoch, Map<RecordId, Integer> keep) {
        next.trim(key, epoch, keep);
    }

    @Override
    public void delete(ModelKey key, long epoch, Collection<RecordId> ids) {
        next.delete(key, epoch, ids);
    }

    @Override
    public IdPage ids(ModelKey key, IdRange range, int limit) {
        return next.ids(key, range, limit);
    }

    @Override
    public long count(ModelKey key) {
        return next.count(key);
    }

    @Override
    public Set<String> payloadNames(String source, Set<ModelName> models, Set<String> wanted) {
        return next.payloadNames(source, models, wanted);
    }

    @Override
    public List<SinkHit> search(SinkQuery query) {
        return next.search(query);
    }

    @Override
    public void close() {
        next.close();
    }
}
