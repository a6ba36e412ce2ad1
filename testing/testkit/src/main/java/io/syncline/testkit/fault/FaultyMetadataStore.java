package io.syncline.testkit.fault;

import io.syncline.api.FailedRecord;
import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.metadata.VersionedState;
import io.syncline.testkit.PortMethod;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** A store whose calls pass through a {@link FaultInjector}. Thread-safe if the store is. */
class FaultyMetadataStore implements MetadataStore {

    private final MetadataStore store;
    private final FaultInjector injector;

    FaultyMetadataStore(MetadataStore store, FaultInjector injector) {
        this.store = store;
        this.injector = injector;
    }

    @Override
    public Instant now() {
        return injector.call(PortMethod.STORE_NOW, List.of(), store::now);
    }

    @Override
    public Set<ModelName> models() {
        return injector.call(PortMethod.STORE_MODELS, List.of(), store::models);
    }

    @Override
    public VersionedState read(ModelName model) {
        return injector.call(PortMethod.STORE_READ, List.of(model), () -> store.read(model));
    }

    @Override
    public boolean compareAndSet(ModelName model, long expectedRevision, ModelState next) {
        return injector.call(
                PortMethod.STORE_COMPARE_AND_SET,
                List.of(model, expectedRevision, next),
                () -> store.compareAndSet(model, expectedRevision, next));
    }

    @Override
    public void putFailures(ModelName model, long epoch, Collection<FailedRecord> failures) {
        injector.run(
                PortMethod.STORE_PUT_FAILURES,
                List.of(model, epoch, List.copyOf(failures)),
                () -> store.putFailures(model, epoch, failures));
    }

    @Override
    public void removeFailures(ModelName model, long epoch, Collection<RecordId> ids) {
        injector.run(
                PortMethod.STORE_REMOVE_FAILURES,
                List.of(model, epoch, List.copyOf(ids)),
                () -> store.removeFailures(model, epoch, ids));
    }

    @Override
    public List<FailedRecord> failures(ModelName model, long after, int limit) {
        return injector.call(
                PortMethod.STORE_FAILURES, List.of(model, after, limit), () -> store.failures(model, after, limit));
    }

    @Override
    public long failureCount(ModelName model) {
        return injector.call(PortMethod.STORE_FAILURE_COUNT, List.of(model), () -> store.failureCount(model));
    }

    @Override
    public void close() {
        store.close();
    }
}
