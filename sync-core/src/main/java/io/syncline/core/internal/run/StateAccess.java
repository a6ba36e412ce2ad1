package io.syncline.core.internal.run;

import io.syncline.api.FailedRecord;
import io.syncline.api.RecordId;
import io.syncline.core.internal.touch.TouchDocument;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.metadata.StateKey;
import io.syncline.core.port.metadata.VersionedState;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.SinkIdentity;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The part of a metadata store that belongs to one {@link StateKey}: the only way from a run to its state and its failed
 * records. Blocks; thread-safe.
 */
public final class StateAccess {

    private final MetadataStore store;
    private final StateKey key;

    public StateAccess(MetadataStore store, StateKey key) {
        this.store = store;
        this.key = key;
    }

    /** The state of a model of a source in a sink. */
    public static StateAccess of(MetadataStore store, ModelKey key, SinkIdentity sink) {
        return new StateAccess(store, StateKey.of(key, sink));
    }

    public StateKey key() {
        return key;
    }

    /** The clock of the store. */
    public Instant now() {
        return store.now();
    }

    public VersionedState read() {
        return store.read(key);
    }

    /** The records that somebody says were changed or deleted, or empty if the store cannot keep them. */
    public Optional<TouchDocument> touches() {
        return TouchDocument.in(store, key);
    }

    /** What an earlier version knew of the model, without recording of which source and sink. */
    public ModelState unassigned() {
        return key.isUnassigned()
                ? ModelState.NEW
                : store.read(StateKey.unassigned(key.model())).state();
    }

    /** The states of the same model of the same source in other sinks. */
    public List<ModelState> elsewhere() {
        return store.keys().stream()
                .filter(other -> other.source().equals(key.source())
                        && other.model().equals(key.model())
                        && !other.sink().equals(key.sink()))
                .map(other -> store.read(other).state())
                .toList();
    }

    /** Replaces the state if its revision is the expected one; see {@link MetadataStore#compareAndSet}. */
    public boolean compareAndSet(long expectedRevision, ModelState next) {
        return store.compareAndSet(key, expectedRevision, next);
    }

    /** Moves state and failed records to a key without a state; see {@link MetadataStore#move}. */
    public boolean moveTo(StateKey target, long expectedRevision, long epoch) {
        return store.move(key, expectedRevision, epoch, target);
    }

    /** Deletes state and failed records; see {@link MetadataStore#remove}. */
    public boolean remove(long expectedRevision, long epoch) {
        return store.remove(key, expectedRevision, epoch);
    }

    public void putFailures(long epoch, Collection<FailedRecord> failures) {
        store.putFailures(key, epoch, failures);
    }

    public void removeFailures(long epoch, Collection<RecordId> ids) {
        store.removeFailures(key, epoch, ids);
    }

    /** Failed records after a position, ascending; fewer than the limit only at the end. */
    public List<FailedRecord> failures(Cursor after, int limit) {
        return store.failures(key, after, limit);
    }

    /** The failure that is stored for a record, if there is one. */
    public Optional<FailedRecord> failure(RecordId id) {
        return store.failure(key, id);
    }

    public long failureCount() {
        return store.failureCount(key);
    }
}
