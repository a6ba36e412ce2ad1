package io.syncline.testkit.forward;

import io.syncline.core.port.SourceCatalog;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.SinkIdentity;
import io.syncline.core.port.vector.SourceContent;
import java.util.List;

/**
 * A sink with a quarantine and a catalog that delegates all calls to another one; override some. Thread-safe if the
 * delegate is.
 */
public abstract class ForwardingCatalogSink extends ForwardingQuarantiningSink implements SourceCatalog {

    private final SourceCatalog catalog;

    /**
     * Delegates calls.
     *
     * @param next the delegate; closed with this one
     * @throws IllegalArgumentException if the delegate has no quarantine or is not a {@link SourceCatalog}
     */
    protected ForwardingCatalogSink(VectorSink next) {
        super(next);
        if (!(next instanceof SourceCatalog listing)) {
            throw new IllegalArgumentException(next.getClass().getName() + " has no catalog; extend"
                    + " ForwardingQuarantiningSink, which needs none");
        }
        this.catalog = listing;
    }

    @Override
    public SinkIdentity identity() {
        return catalog.identity();
    }

    @Override
    public List<SourceContent> contents() {
        return catalog.contents();
    }

    @Override
    public List<String> databases(String source) {
        return catalog.databases(source);
    }

    @Override
    public void rename(ModelKey from, String to, long epoch) {
        catalog.rename(from, to, epoch);
    }

    @Override
    public void drop(ModelKey key, long epoch) {
        catalog.drop(key, epoch);
    }
}
