package io.syncline.core;

import io.syncline.api.Quarantine;
import io.syncline.api.RecordId;
import io.syncline.core.port.EmbeddedDocument;
import io.syncline.core.port.IdPage;
import io.syncline.core.port.IdRange;
import io.syncline.core.port.ModelKey;
import io.syncline.core.port.QuarantinePage;
import io.syncline.core.port.QuarantiningSink;
import io.syncline.core.port.RecordStamp;
import io.syncline.core.port.SinkHit;
import io.syncline.core.port.SinkQuery;
import io.syncline.core.port.SinkSchema;
import io.syncline.core.port.VectorSink;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A sink that does as another one does, which must be a {@link QuarantiningSink} too, to be changed in places. */
class ForwardingSink implements VectorSink, QuarantiningSink {

    final VectorSink next;

    ForwardingSink(VectorSink next) {
        this.next = next;
    }

    @Override
    public void prepare(SinkSchema schema) {
        next.prepare(schema);
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
    public List<SinkHit> search(SinkQuery query) {
        return next.search(query);
    }

    @Override
    public void quarantine(ModelKey key, long epoch, Collection<RecordId> ids, Quarantine quarantine) {
        hiding().quarantine(key, epoch, ids, quarantine);
    }

    @Override
    public void lift(ModelKey key, long epoch, Collection<RecordId> ids) {
        hiding().lift(key, epoch, ids);
    }

    @Override
    public QuarantinePage quarantined(ModelKey key, IdRange range, int limit) {
        return hiding().quarantined(key, range, limit);
    }

    private QuarantiningSink hiding() {
        return (QuarantiningSink) next;
    }

    @Override
    public void close() {
        next.close();
    }
}
