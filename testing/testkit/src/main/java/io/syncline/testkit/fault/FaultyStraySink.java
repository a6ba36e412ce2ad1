package io.syncline.testkit.fault;

import io.syncline.core.port.QuarantiningSink;
import io.syncline.core.port.SourceCatalog;
import io.syncline.core.port.StrayPoints;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.StrayPage;
import io.syncline.testkit.PortMethod;
import java.util.Collection;
import java.util.List;

/** A sink with all second interfaces whose calls pass through a {@link FaultInjector}. Thread-safe if the sink is. */
final class FaultyStraySink extends FaultyCatalogSink implements StrayPoints {

    private final StrayPoints strays;
    private final FaultInjector injector;

    /**
     * Wraps a sink.
     *
     * @param sink the sink, which has a quarantine and a catalog
     * @param strays the same sink by its last interface
     * @param injector what calls pass through
     */
    FaultyStraySink(VectorSink sink, StrayPoints strays, FaultInjector injector) {
        super(sink, (QuarantiningSink) sink, (SourceCatalog) sink, injector);
        this.strays = strays;
        this.injector = injector;
    }

    @Override
    public StrayPage strays(ModelKey key, String after, int limit) {
        return injector.call(
                PortMethod.SINK_STRAYS, List.of(key, after, limit), () -> strays.strays(key, after, limit));
    }

    @Override
    public void deleteStrays(ModelKey key, long epoch, Collection<String> points) {
        injector.run(
                PortMethod.SINK_DELETE_STRAYS,
                List.of(key, epoch, List.copyOf(points)),
                () -> strays.deleteStrays(key, epoch, points));
    }
}
