package io.syncline.testkit.memory;

import io.syncline.api.FailedRecord;
import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.failure.LostRaceException;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.metadata.VersionedDocument;
import io.syncline.core.port.metadata.VersionedState;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** The states that {@link InMemoryMetadataStore}s over the same data share. Thread-safe: one lock for all. */
final class StateTable {

    private static final VersionedState NONE = new VersionedState(0, ModelState.NEW);

    private final Map<ModelName, VersionedState> states = new HashMap<>();
    private final Map<ModelName, NavigableMap<Long, FailedRecord>> failures = new HashMap<>();
    private final Map<String, VersionedDocument> documents = new HashMap<>();

    synchronized Set<ModelName> models() {
        return Set.copyOf(states.keySet());
    }

    synchronized VersionedState read(ModelName model) {
        return states.getOrDefault(model, NONE);
    }

    synchronized boolean compareAndSet(ModelName model, long expectedRevision, ModelState next) {
        VersionedState present = read(model);
        if (present.revision() != expectedRevision) {
            return false;
        }
        if (next.epoch() < present.state().epoch()) {
            throw new IllegalArgumentException("The epoch of " + model + " cannot fall from "
                    + present.state().epoch() + " to " + next.epoch());
        }
        states.put(model, new VersionedState(expectedRevision + 1, next));
        return true;
    }

    synchronized void putFailures(ModelName model, long epoch, Collection<FailedRecord> added) {
        requireCurrent(model, epoch);
        NavigableMap<Long, FailedRecord> records = failures(model);
        added.forEach(failure -> records.put(failure.id().value(), failure));
    }

    synchronized void removeFailures(ModelName model, long epoch, Collection<RecordId> ids) {
        requireCurrent(model, epoch);
        NavigableMap<Long, FailedRecord> records = failures(model);
        ids.forEach(id -> records.remove(id.value()));
    }

    synchronized List<FailedRecord> failures(ModelName model, long after, int limit) {
        return failures(model).tailMap(after, false).values().stream()
                .limit(limit)
                .toList();
    }

    synchronized long failureCount(ModelName model) {
        return failures(model).size();
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

    private NavigableMap<Long, FailedRecord> failures(ModelName model) {
        return failures.computeIfAbsent(model, unused -> new TreeMap<>());
    }

    private void requireCurrent(ModelName model, long epoch) {
        long newest = read(model).state().epoch();
        if (newest > epoch) {
            throw new LostRaceException("The lease of epoch " + epoch + " on " + model + " has passed to epoch "
                    + newest + "; this run may not write");
        }
    }
}
