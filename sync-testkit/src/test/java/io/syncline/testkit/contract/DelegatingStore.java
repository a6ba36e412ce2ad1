package io.syncline.testkit.contract;

import io.syncline.api.FailedRecord;
import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.ModelState;
import io.syncline.core.port.VersionedState;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** A store to be broken in one place. */
class DelegatingStore implements MetadataStore {

    final MetadataStore store;

    DelegatingStore(MetadataStore store) {
        this.store = store;
    }

    @Override
    public Instant now() {
        return store.now();
    }

    @Override
    public Set<ModelName> models() {
        return store.models();
    }

    @Override
    public VersionedState read(ModelName model) {
        return store.read(model);
    }

    @Override
    public boolean compareAndSet(ModelName model, long expectedRevision, ModelState next) {
        return store.compareAndSet(model, expectedRevision, next);
    }

    @Override
    public void putFailures(ModelName model, long epoch, Collection<FailedRecord> failures) {
        store.putFailures(model, epoch, failures);
    }

    @Override
    public void removeFailures(ModelName model, long epoch, Collection<RecordId> ids) {
        store.removeFailures(model, epoch, ids);
    }

    @Override
    public List<FailedRecord> failures(ModelName model, long after, int limit) {
        return store.failures(model, after, limit);
    }

    @Override
    public long failureCount(ModelName model) {
        return store.failureCount(model);
    }

    @Override
    public void close() {
        store.close();
    }
}
