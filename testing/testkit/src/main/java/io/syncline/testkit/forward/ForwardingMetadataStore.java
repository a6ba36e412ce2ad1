package io.syncline.testkit.forward;

import io.syncline.api.FailedRecord;
import io.syncline.api.RecordId;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.metadata.StateKey;
import io.syncline.core.port.metadata.VersionedState;
import io.syncline.core.port.record.Cursor;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
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
    public Set<StateKey> keys() {
        return next.keys();
    }

    @Override
    public VersionedState read(StateKey key) {
        return next.read(key);
    }

    @Override
    public boolean compareAndSet(StateKey key, long expectedRevision, ModelState state) {
        return next.compareAndSet(key, expectedRevision, state);
    }

    @Override
    public void putFailures(StateKey key, long epoch, Collection<FailedRecord> failures) {
        next.putFailures(key, epoch, failures);
    }

    @Override
    public void removeFailures(StateKey key, long epoch, Collection<RecordId> ids) {
        next.removeFailures(key, epoch, ids);
    }

    @Override
    public List<FailedRecord> failures(StateKey key, Cursor after, int limit) {
        return next.failures(key, after, limit);
    }

    @Override
    public Optional<FailedRecord> failure(StateKey key, RecordId id) {
        return next.failure(key, id);
    }

    @Override
    public long failureCount(StateKey key) {
        return next.failureCount(key);
    }

    @Override
    public boolean move(StateKey from, long expectedRevision, long epoch, StateKey to) {
        return next.move(from, expectedRevision, epoch, to);
    }

    @Override
    public boolean remove(StateKey key, long expectedRevision, long epoch) {
        return next.remove(key, expectedRevision, epoch);
    }

    @Override
    public void close() {
        next.close();
    }
}
