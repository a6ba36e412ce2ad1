package io.syncline.testkit.forward;

import io.syncline.api.FailedRecord;
import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.metadata.VersionedState;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** A metadata store that delegates all calls to another one; override some. Thread-safe if the delegate is. */
public abstract class ForwardingMetadataStore implements MetadataStore {

    /** The delegate. */
    protected final MetadataStore next;

    /**
     * Delegates calls.
     *
     * @param next the delegate; closed with this one
     */
    protected ForwardingMetadataStore(MetadataStore next) {
        this.next = next;
    }

    @Override
    public Instant now() {
        return next.now();
    }

    @Override
    public Set<ModelName> models() {
        return next.models();
    }

    @Override
    public VersionedState read(ModelName model) {
        return next.read(model);
    }

    @Override
    public boolean compareAndSet(ModelName model, long expectedRevision, ModelState state) {
        return next.compareAndSet(model, expectedRevision, state);
    }

    @Override
    public void putFailures(ModelName model, long epoch, Collection<FailedRecord> failures) {
        next.putFailures(model, epoch, failures);
    }

    @Override
    public void removeFailures(ModelName model, long epoch, Collection<RecordId> ids) {
        next.removeFailures(model, epoch, ids);
    }

    @Override
    public List<FailedRecord> failures(ModelName model, long after, int limit) {
        return next.failures(model, after, limit);
    }

    @Override
    public long failureCount(ModelName model) {
        return next.failureCount(model);
    }

    @Override
    public void close() {
        next.close();
    }
}
