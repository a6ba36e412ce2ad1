package io.syncline.testkit.fault;

import io.syncline.api.FailedRecord;
import io.syncline.api.RecordId;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.metadata.StateKey;
import io.syncline.core.port.metadata.VersionedState;
import io.syncline.core.port.record.Cursor;
import io.syncline.testkit.PortMethod;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
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
    public Set<StateKey> keys() {
        return injector.call(PortMethod.STORE_KEYS, List.of(), store::keys);
    }

    @Override
    public VersionedState read(StateKey key) {
        return injector.call(PortMethod.STORE_READ, List.of(key), () -> store.read(key));
    }

    @Override
    public boolean compareAndSet(StateKey key, long expectedRevision, ModelState next) {
        return injector.call(
                PortMethod.STORE_COMPARE_AND_SET,
                List.of(key, expectedRevision, next),
                () -> store.compareAndSet(key, expectedRevision, next));
    }

    @Override
    public void putFailures(StateKey key, long epoch, Collection<FailedRecord> failures) {
        injector.run(
                PortMethod.STORE_PUT_FAILURES,
                List.of(key, epoch, List.copyOf(failures)),
                () -> store.putFailures(key, epoch, failures));
    }

    @Override
    public void removeFailures(StateKey key, long epoch, Collection<RecordId> ids) {
        injector.run(
                PortMethod.STORE_REMOVE_FAILURES,
                List.of(key, epoch, List.copyOf(ids)),
                () -> store.removeFailures(key, epoch, ids));
    }

    @Override
    public List<FailedRecord> failures(StateKey key, Cursor after, int limit) {
        return injector.call(
                PortMethod.STORE_FAILURES, List.of(key, after, limit), () -> store.failures(key, after, limit));
    }

    @Override
    public Optional<FailedRecord> failure(StateKey key, RecordId id) {
        return injector.call(PortMethod.STORE_FAILURE, List.of(key, id), () -> store.failure(key, id));
    }

    @Override
    public long failureCount(StateKey key) {
        return injector.call(PortMethod.STORE_FAILURE_COUNT, List.of(key), () -> store.failureCount(key));
    }

    @Override
    public boolean move(StateKey from, long expectedRevision, long epoch, StateKey to) {
        return injector.call(
                PortMethod.STORE_MOVE,
                List.of(from, expectedRevision, epoch, to),
                () -> store.move(from, expectedRevision, epoch, to));
    }

    @Override
    public boolean remove(StateKey key, long expectedRevision, long epoch) {
        return injector.call(
                PortMethod.STORE_REMOVE,
                List.of(key, expectedRevision, epoch),
                () -> store.remove(key, expectedRevision, epoch));
    }

    @Override
    public void close() {
        store.close();
    }
}
