package io.syncline.testkit.fault;

import io.syncline.api.Quarantine;
import io.syncline.api.RecordId;
import io.syncline.core.port.QuarantiningSink;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.QuarantinePage;
import io.syncline.testkit.PortMethod;
import java.util.Collection;
import java.util.List;

/** A sink with a quarantine whose calls pass through a {@link FaultInjector}. Thread-safe if the sink is. */
class FaultyQuarantiningSink extends FaultyVectorSink implements QuarantiningSink {

    private final QuarantiningSink hiding;
    private final FaultInjector injector;

    /**
     * Wraps a sink.
     *
     * @param sink the sink
     * @param hiding the same sink by its second interface
     * @param injector what calls pass through
     */
    FaultyQuarantiningSink(VectorSink sink, QuarantiningSink hiding, FaultInjector injector) {
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
        injector.run(PortMethod.SINK_LIFT, List.of(key, epoch, List.copyOf(ids)), () -> hiding.lift(key, epoch, ids));
    }

    @Override
    public QuarantinePage quarantined(ModelKey key, IdRange range, int limit) {
        return injector.call(
                PortMethod.SINK_QUARANTINED, List.of(key, range, limit), () -> hiding.quarantined(key, range, limit));
    }
}
