package io.syncline.testkit.memory;

import io.syncline.api.FailedRecord;
import io.syncline.api.RecordId;
import io.syncline.api.failure.LostRaceException;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.metadata.StateKey;
import io.syncline.core.port.metadata.VersionedDocument;
import io.syncline.core.port.metadata.VersionedState;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.IdRange;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The states that {@link InMemoryMetadataStore}s over the same data share. Thread-safe: one lock for all. */
final class StateTable {

    private static final VersionedState NONE = new VersionedState(0, ModelState.NEW);

    /** In the order in which they came, so that a simulation calls for them in the same order in each process. */
    private final Map<StateKey, VersionedState> states = new LinkedHashMap<>();

    private final Map<StateKey, NavigableMap<RecordId, FailedRecord>> failures = new HashMap<>();
    private final Map<String, VersionedDocument> documents = new HashMap<>();

    synchronized StateTable copy() {
        StateTable copy = new StateTable();
        copy.states.putAll(states);
        failures.forEach((key, records) -> copy.failures.put(key, new TreeMap<>(records)));
        return copy;
    }

    /** Takes over what another table holds, which nobody changes meanwhile. */
    synchronized void restore(StateTable other) {
        StateTable copy = other.copy();
        states.clear();
        states.putAll(copy.states);
        failures.clear();
        failures.putAll(copy.failures);
    }

    synchronized Set<StateKey> keys() {
        return Collections.unmodifiableSet(new LinkedHashSet<>(states.keySet()));
    }

    synchronized VersionedState read(StateKey key) {
        return states.getOrDefault(key, NONE);
    }

    synchronized boolean compareAndSet(StateKey key, long expectedRevision, ModelState next) {
        VersionedState present = read(key);
        if (present.revision() != expectedRevision) {
            return false;
        }
        if (next.epoch() < present.state().epoch()) {
            throw new IllegalArgumentException("The epoch of " + key + " cannot fall from "
                    + present.state().epoch() + " to " + next.epoch());
        }
        states.put(key, new VersionedState(expectedRevision + 1, next));
        return true;
    }

    synchronized void putFailures(StateKey key, long epoch, Collection<FailedRecord> added) {
        requireCurrent(key, epoch);
        NavigableMap<RecordId, FailedRecord> records = records(key);
        added.forEach(failure -> records.put(failure.id(), failure));
    }

    synchronized void removeFailures(StateKey key, long epoch, Collection<RecordId> ids) {
        requireCurrent(key, epoch);
        NavigableMap<RecordId, FailedRecord> records = records(key);
        ids.forEach(id -> records.remove(id));
    }

    synchronized List<FailedRecord> failures(StateKey key, Cursor after, int limit) {
        return IdOrder.ASCENDING
                .within(records(key), IdRange.after(after))
                .limit(limit)
                .toList();
    }

    synchronized Optional<FailedRecord> failure(StateKey key, RecordId id) {
        return Optional.ofNullable(records(key).get(id));
    }

    synchronized long failureCount(StateKey key) {
        return records(key).size();
    }

    synchronized VersionedDocument document(String name) {
        return documents.getOrDefault(name, VersionedDocument.NONE);
    }

    synchronized boolean compareAndSetDocument(String name, long expectedRevision, String next) {
        if (document(name).revision() != expectedRevision) {
            return false;
        }
        documents.put(name, new VersionedDocument(expectedRevision + 1, next));
        return true;
    }

    synchronized boolean move(StateKey from, long expectedRevision, long epoch, StateKey to) {
        VersionedState moved = read(from);
        if (!isOf(moved, expectedRevision, epoch) || states.containsKey(to)) {
            return false;
        }
        states.remove(from);
        states.put(to, new VersionedState(expectedRevision + 1, moved.state()));
        NavigableMap<RecordId, FailedRecord> records = records(from);
        failures.remove(from);
        failures.put(to, records);
        return true;
    }

    synchronized boolean remove(StateKey key, long expectedRevision, long epoch) {
        if (!isOf(read(key), expectedRevision, epoch)) {
            return false;
        }
        states.remove(key);
        failures.remove(key);
        return true;
    }

    private static boolean isOf(VersionedState state, long revision, long epoch) {
        return revision != 0 && state.revision() == revision && state.state().epoch() == epoch;
    }

    private NavigableMap<RecordId, FailedRecord> records(StateKey key) {
        return failures.computeIfAbsent(key, unused -> new TreeMap<>());
    }

    private void requireCurrent(StateKey key, long epoch) {
        long newest = read(key).state().epoch();
        if (newest > epoch) {
            throw new LostRaceException("The lease of epoch " + epoch + " on " + key + " has passed to epoch " + newest
                    + "; this run may not write");
        }
    }
}
