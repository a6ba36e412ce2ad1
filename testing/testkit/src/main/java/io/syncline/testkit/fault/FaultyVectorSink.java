package io.syncline.testkit.fault;

import io.syncline.api.Quarantine;
import io.syncline.api.RecordId;
import io.syncline.core.port.QuarantiningSink;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.QuarantinePage;
import io.syncline.core.port.vector.RecordStamp;
import io.syncline.core.port.vector.SinkHit;
import io.syncline.core.port.vector.SinkQuery;
import io.syncline.core.port.vector.SinkSchema;
import io.syncline.testkit.PortMethod;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A sink whose calls pass through a {@link FaultInjector}. Thread-safe if the sink is. */
class FaultyVectorSink implements VectorSink {

    private final VectorSink sink;
    private final FaultInjector injector;

    static VectorSink of(VectorSink sink, FaultInjector injector) {
        return sink instanceof QuarantiningSink hiding
                ? new Quarantining(sink, hiding, injector)
                : new FaultyVectorSink(sink, injector);
    }

    private FaultyVectorSink(VectorSink sink, FaultInjector injector) {
        this.sink = sink;
        this.injector = injector;
    }

    @Override
    public void prepare(SinkSchema schema) {
        injector.run(PortMethod.SINK_PREPARE, List.of(schema), () -> sink.prepare(schema));
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
    public List<SinkHit> search(SinkQuery query) {
        return injector.call(PortMethod.SINK_SEARCH, List.of(query), () -> sink.search(query));
    }

    @Override
    public void close() {
        sink.close();
    }

    private static final class Quarantining extends FaultyVectorSink implements QuarantiningSink {

        private final QuarantiningSink hiding;
        private final FaultInjector injector;

        Quarantining(VectorSink sink, QuarantiningSink hiding, FaultInjector injector) {
            super(sink, injector);
            this.hiding = hiding;
            this.injector = injector;
        }

        @Override
        public void quarantine(ModelKey key, long epoch, Collection<RecordId> ids, Quarantine quarantine) {
            injector.run(
                    PortMethod.SINK_QUARANTINE,
                    List.of(key, epoch, List.copyOf(ids), quarantine),
                    () -> hiding.quarantine(key, epoch, ids, quarantine));
        }

        @Override
        public void lift(ModelKey key, long epoch, Collection<RecordId> ids) {
            injector.run(
                    PortMethod.SINK_LIFT, List.of(key, epoch, List.copyOf(ids)), () -> hiding.lift(key, epoch, ids));
        }

        @Override
        public QuarantinePage quarantined(ModelKey key, IdRange range, int limit) {
            return injector.call(
                    PortMethod.SINK_QUARANTINED,
                    List.of(key, range, limit),
                    () -> hiding.quarantined(key, range, limit));
        }
    }
}
