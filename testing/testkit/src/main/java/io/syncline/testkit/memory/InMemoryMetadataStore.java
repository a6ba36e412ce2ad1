package io.syncline.testkit.memory;

import io.syncline.api.FailedRecord;
import io.syncline.api.RecordId;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.SharedDocuments;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.metadata.StateKey;
import io.syncline.core.port.metadata.VersionedDocument;
import io.syncline.core.port.metadata.VersionedState;
import io.syncline.core.port.record.Cursor;
import io.syncline.testkit.CallCounts;
import io.syncline.testkit.PortMethod;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A metadata store in memory. It refuses a state whose epoch is smaller than the one before.
 *
 * <p>The states outlive the store: {@link #reopen} returns another one over the same states, as in another process.
 *
 * <p>Thread-safe. Deterministic: its clock is its only source of time.
 */
public final class InMemoryMetadataStore implements MetadataStore, SharedDocuments {

    private final StateTable table;
    private final InstantSource clock;
    private final Entrance entrance = new Entrance("store");

    private InMemoryMetadataStore(StateTable table, InstantSource clock) {
        this.table = table;
        this.clock = clock;
    }

    /**
     * A store without states.
     *
     * @param clock the source of {@link #now}
     */
    public InMemoryMetadataStore(InstantSource clock) {
        this(new StateTable(), clock);
    }

    /**
     * Opens the same states once more. Both stores can be used; closing one does not close the other.
     *
     * @return a store with the same clock
     */
    public InMemoryMetadataStore reopen() {
        return new InMemoryMetadataStore(table, clock);
    }

    /**
     * Copies states and failed records. Works on a closed store too.
     *
     * @return a copy
     */
    public StateSnapshot snapshot() {
        return new StateSnapshot(table.copy());
    }

    /**
     * Replaces states and failed records, for all stores over them, as when a backup is restored.
     *
     * @param snapshot what to restore
     */
    public void restore(StateSnapshot snapshot) {
        table.restore(snapshot.table());
    }

    /** Deletes states and failed records, for all stores over them. */
    public void lose() {
        table.restore(new StateTable());
    }

    /**
     * How often the port was called.
     *
     * @return the live counters
     */
    public CallCounts calls() {
        return entrance.calls();
    }

    @Override
    public Instant now() {
        entrance.enter(PortMethod.STORE_NOW);
        return clock.instant();
    }

    @Override
    public Set<StateKey> keys() {
        entrance.enter(PortMethod.STORE_KEYS);
        return table.keys();
    }

    @Override
    public VersionedState read(StateKey key) {
        entrance.enter(PortMethod.STORE_READ);
        return table.read(key);
    }

    @Override
    public boolean compareAndSet(StateKey key, long expectedRevision, ModelState next) {
        entrance.enter(PortMethod.STORE_COMPARE_AND_SET);
        return table.compareAndSet(key, expectedRevision, next);
    }

    @Override
    public void putFailures(StateKey key, long epoch, Collection<FailedRecord> failures) {
        entrance.enter(PortMethod.STORE_PUT_FAILURES);
        Set<RecordId> seen = new HashSet<>();
        for (FailedRecord failure : failures) {
            if (!seen.add(failure.id())) {
                throw new IllegalArgumentException("Record " + failure.id() + " is twice in one request");
            }
        }
        table.putFailures(key, epoch, failures);
    }

    @Override
    public void removeFailures(StateKey key, long epoch, Collection<RecordId> ids) {
        entrance.enter(PortMethod.STORE_REMOVE_FAILURES);
        table.removeFailures(key, epoch, ids);
    }

    @Override
    public List<FailedRecord> failures(StateKey key, Cursor after, int limit) {
        entrance.enter(PortMethod.STORE_FAILURES);
        Entrance.requirePositive("limit", limit);
        return table.failures(key, after, limit);
    }

    @Override
    public Optional<FailedRecord> failure(StateKey key, RecordId id) {
        entrance.enter(PortMethod.STORE_FAILURE);
        return table.failure(key, id);
    }

    @Override
    public long failureCount(StateKey key) {
        entrance.enter(PortMethod.STORE_FAILURE_COUNT);
        return table.failureCount(key);
    }

    @Override
    public boolean move(StateKey from, long expectedRevision, long epoch, StateKey to) {
        entrance.enter(PortMethod.STORE_MOVE);
        return table.move(from, expectedRevision, epoch, to);
    }

    @Override
    public boolean remove(StateKey key, long expectedRevision, long epoch) {
        entrance.enter(PortMethod.STORE_REMOVE);
        return table.remove(key, expectedRevision, epoch);
    }

    @Override
    public VersionedDocument document(String name) {
        entrance.enter(PortMethod.STORE_DOCUMENT);
        return table.document(SharedDocuments.checked(name));
    }

    @Override
    public boolean compareAndSetDocument(String name, long expectedRevision, String next) {
        entrance.enter(PortMethod.STORE_COMPARE_AND_SET_DOCUMENT);
        return table.compareAndSetDocument(SharedDocuments.checked(name), expectedRevision, next);
    }

    @Override
    public void close() {
        entrance.close();
    }
}
