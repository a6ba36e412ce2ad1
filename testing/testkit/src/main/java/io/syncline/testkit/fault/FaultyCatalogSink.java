package io.syncline.testkit.fault;

import io.syncline.core.port.QuarantiningSink;
import io.syncline.core.port.SourceCatalog;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.SinkIdentity;
import io.syncline.core.port.vector.SourceContent;
import io.syncline.testkit.PortMethod;
import java.util.List;

/** A sink with quarantine and catalog whose calls pass through a {@link FaultInjector}. Thread-safe if the sink is. */
class FaultyCatalogSink extends FaultyQuarantiningSink implements SourceCatalog {

    private final SourceCatalog catalog;
    private final FaultInjector injector;

    /**
     * Wraps a sink.
     *
     * @param sink the sink
     * @param hiding the same sink by its second interface
     * @param catalog the same sink by its third interface
     * @param injector what calls pass through
     */
    FaultyCatalogSink(VectorSink sink, QuarantiningSink hiding, SourceCatalog catalog, FaultInjector injector) {
        super(sink, hiding, injector);
        this.catalog = catalog;
        this.injector = injector;
    }

    @Override
    public SinkIdentity identity() {
        return injector.call(PortMethod.CATALOG_IDENTITY, List.of(), catalog::identity);
    }

    @Override
    public List<SourceContent> contents() {
        return injector.call(PortMethod.CATALOG_CONTENTS, List.of(), catalog::contents);
    }

    @Override
    public void rename(ModelKey from, String to, long epoch) {
        injector.run(PortMethod.CATALOG_RENAME, List.of(from, to, epoch), () -> catalog.rename(from, to, epoch));
    }

    @Override
    public void drop(ModelKey key, long epoch) {
        injector.run(PortMethod.CATALOG_DROP, List.of(key, epoch), () -> catalog.drop(key, epoch));
    }
}
