package io.syncline.testkit.forward;

import io.syncline.core.port.StrayPoints;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.StrayPage;
import java.util.Collection;

/** A sink with all second interfaces that delegates all calls to another one; override some. Thread-safe if the delegate is. */
public abstract class ForwardingStraySink extends ForwardingCatalogSink implements StrayPoints {

    private final StrayPoints strays;

    /**
     * Delegates calls.
     *
     * @param next the delegate; closed with this one
     * @throws IllegalArgumentException if the delegate lacks one of the interfaces
     */
    protected ForwardingStraySink(VectorSink next) {
        super(next);
        if (!(next instanceof StrayPoints finding)) {
            throw new IllegalArgumentException(next.getClass().getName() + " finds no stray points; extend"
                    + " ForwardingCatalogSink, which does not either");
        }
        this.strays = finding;
    }

    @Override
    public StrayPage strays(ModelKey key, String after, int limit) {
        return strays.strays(key, after, limit);
    }

    @Override
    public void deleteStrays(ModelKey key, long epoch, Collection<String> points) {
        strays.deleteStrays(key, epoch, points);
    }
}
