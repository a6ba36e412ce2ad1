package io.syncline.testkit.fault;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.core.port.QuarantiningSink;
import io.syncline.core.port.SourceCatalog;
import io.syncline.core.port.StrayPoints;
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
import io.syncline.testkit.PortMethod;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A sink whose calls pass through a {@link FaultInjector}. Thread-safe if the sink is. */
class FaultyVectorSink implements VectorSink {

    private final VectorSink sink;
    private final FaultInjector injector;

    static VectorSink of(VectorSink sink, FaultInjector injector) {
        if (!(sink instanceof QuarantiningSink hiding)) {
            return new FaultyVectorSink(sink, injector);
        }
        if (sink instanceof SourceCatalog && sink instanceof StrayPoints strays) {
            return new FaultyStraySink(sink, strays, injector);
        }
        return sink instanceof SourceCatalog catalog
                ? new FaultyCatalogSink(sink, hiding, catalog, injector)
                : new FaultyQuarantiningSink(sink, hiding, injector);
    }

    FaultyVectorSink(VectorSink sink, FaultInjector injector) {
        this.sink = sink;
        this.injector = injector;
    }

    @Override
    public SinkIdentity prepare(SinkSchema schema) {
        return injector.call(PortMethod.SINK_PREPARE, List.of(schema), () -> sink.prepare(schema));
    }

    @Override
    public SinkIdentity open(SinkSchema schema) {
        return injector.call(PortMethod.SINK_OPEN, List.of(schema), () -> sink.open(schema));
    }

    @Override
    public Optional<SinkMark> mark(ModelKey key) {
        return injector.call(PortMethod.SINK_MARK, List.of(key), () -> sink.mark(key));
    }

    @Override
    public boolean raiseMark(ModelKey key, String store, long expected, SinkMark next) {
        return injector.call(
                PortMethod.SINK_RAISE_MARK,
                List.of(key, store, expected, next),
                () -> sink.raiseMark(key, store, expected, next));
    }

    @Override
    public boolean listsInOrder(ModelKey key) {
        return injector.call(PortMethod.SINK_LISTS_IN_ORDER, List.of(key), () -> sink.listsInOrder(key));
    }

    @Override
    public Map<RecordId, RecordStamp> stamps(ModelKey key, Collection<RecordId> ids) {
        return injector.call(PortMethod.SINK_STAMPS, List.of(key, List.copyOf(ids)), () -> sink.stamps(key, ids));
    }

    @Override
    public void upsert(ModelKey key, long epoch, List<EmbeddedDocument> documents) {
        injector.run(
                PortMethod.SINK_UPSERT,
                List.of(key, epoch, List.copyOf(documents)),
                () -> sink.upsert(key, epoch, documents));
    }

    @Override
    public void trim(ModelKey key, long epoch, Map<RecordId, Integer> keep) {
        injector.run(PortMethod.SINK_TRIM, List.of(key, epoch, Map.copyOf(keep)), () -> sink.trim(key, epoch, keep));
    }

    @Override
    public void delete(ModelKey key, long epoch, Collection<RecordId> ids) {
        injector.run(PortMethod.SINK_DELETE, List.of(key, epoch, List.copyOf(ids)), () -> sink.delete(key, epoch, ids));
    }

    @Override
    public IdPage ids(ModelKey key, IdRange range, int limit) {
        return injector.call(PortMethod.SINK_IDS, List.of(key, range, limit), () -> sink.ids(key, range, limit));
    }

    @Override
    public long count(ModelKey key) {
        return injector.call(PortMethod.SINK_COUNT, List.of(key), () -> sink.count(key));
    }

    @Override
    public Set<String> payloadNames(String source, Set<ModelName> models, Set<String> wanted) {
        return injector.call(
                PortMethod.SINK_PAYLOAD_NAMES,
                List.of(source, models, wanted),
                () -> sink.payloadNames(source, models, wanted));
    }

    @Override
    public List<SinkHit> search(SinkQuery query) {
        return injector.call(PortMethod.SINK_SEARCH, List.of(query), () -> sink.search(query));
    }

    @Override
    public void close() {
        sink.close();
    }
}
