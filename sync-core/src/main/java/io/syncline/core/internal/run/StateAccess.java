package io.syncline.core.internal.run;

import io.syncline.api.FailedRecord;
import io.syncline.api.RecordId;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.metadata.VersionedState;
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

    public StateKey key() {
        return key;
    }

    /** The clock of the store. */
    public Instant now() {
        return store.now();
    }

    public VersionedState read() {
        return store.read(key.model());
    }

    /** Replaces the state if its revision is the expected one; see {@link MetadataStore#compareAndSet}. */
    public boolean compareAndSet(long expectedRevision, ModelState next) {
        return store.compareAndSet(key.model(), expectedRevision, next);
    }

    public void putFailures(long epoch, Collection<FailedRecord> failures) {
        store.putFailures(key.model(), epoch, failures);
    }

    public void removeFailures(long epoch, Collection<RecordId> ids) {
        store.removeFailures(key.model(), epoch, ids);
    }

    /** Failed records with greater ids, ascending; fewer than the limit only at the end. */
    public List<FailedRecord> failures(long after, int limit) {
        return store.failures(key.model(), after, limit);
    }

    /** The failure that is stored for a record, if there is one. */
    public Optional<FailedRecord> failure(RecordId id) {
        return failures(id.value() - 1, 1).stream()
                .filter(found -> found.id().equals(id))
                .findFirst();
    }

    public long failureCount() {
        return store.failureCount(key.model());
    }
}
