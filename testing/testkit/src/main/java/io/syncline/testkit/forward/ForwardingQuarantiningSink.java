package io.syncline.testkit.forward;

import io.syncline.api.Quarantine;
import io.syncline.api.RecordId;
import io.syncline.core.port.QuarantiningSink;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.QuarantinePage;
import java.util.Collection;

/**
 * A sink with a quarantine that delegates all calls to another one; override some. Thread-safe if the delegate is.
 */
public abstract class ForwardingQuarantiningSink extends ForwardingVectorSink implements QuarantiningSink {

    private final QuarantiningSink hiding;

    /**
     * Delegates calls.
     *
     * @param next the delegate; closed with this one
     * @throws IllegalArgumentException if the delegate is not a {@link QuarantiningSink}
     */
    protected ForwardingQuarantiningSink(VectorSink next) {
        super(next);
        if (!(next instanceof QuarantiningSink quarantining)) {
            throw new IllegalArgumentException(next.getClass().getName() + " has no quarantine; extend"
                    + " ForwardingVectorSink, which needs none");
        }
        this.hiding = quarantining;
    }

    @Override
    public void quarantine(ModelKey key, long epoch, Collection<RecordId> ids, Quarantine quarantine) {
        hiding.quarantine(key, epoch, ids, quarantine);
    }

    @Override
    public void lift(ModelKey key, long epoch, Collection<RecordId> ids) {
        hiding.lift(key, epoch, ids);
    }

    @Override
    public QuarantinePage quarantined(ModelKey key, IdRange range, int limit) {
        return hiding.quarantined(key, range, limit);
    }
}
