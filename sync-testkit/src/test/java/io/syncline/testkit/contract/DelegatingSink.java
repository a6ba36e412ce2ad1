package io.syncline.testkit.contract;

import io.syncline.api.RecordId;
import io.syncline.core.port.EmbeddedDocument;
import io.syncline.core.port.IdPage;
import io.syncline.core.port.IdRange;
import io.syncline.core.port.ModelKey;
import io.syncline.core.port.RecordStamp;
import io.syncline.core.port.SinkHit;
import io.syncline.core.port.SinkQuery;
import io.syncline.core.port.SinkSchema;
import io.syncline.core.port.VectorSink;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A sink to be broken in one place. */
class DelegatingSink implements VectorSink {

    final VectorSink sink;

    DelegatingSink(VectorSink sink) {
        this.sink = sink;
    }

    @Override
    public void prepare(SinkSchema schema) {
        sink.prepare(schema);
    }

    @Override
    public Map<RecordId, RecordStamp> stamps(ModelKey key, Collection<RecordId> ids) {
        return sink.stamps(key, ids);
    }

    @Override
    public void upsert(ModelKey key, long epoch, List<EmbeddedDocument> documents) {
        sink.upsert(key, epoch, documents);
    }

    @Override
    public void trim(ModelKey key, long epoch, Map<RecordId, Integer> keep) {
        sink.trim(key, epoch, keep);
    }

    @Override
    public void delete(ModelKey key, long epoch, Collection<RecordId> ids) {
        sink.delete(key, epoch, ids);
    }

    @Override
    public IdPage ids(ModelKey key, IdRange range, int limit) {
        return sink.ids(key, range, limit);
    }

    @Override
    public long count(ModelKey key) {
        return sink.count(key);
    }

    @Override
    public List<SinkHit> search(SinkQuery query) {
        return sink.search(query);
    }

    @Override
    public void close() {
        sink.close();
    }
}
