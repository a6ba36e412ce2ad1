package io.syncline.core.internal.lease;

import io.syncline.api.FailedRecord;
import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.failure.UnknownOutcomeException;
import io.syncline.core.internal.run.StateAccess;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.metadata.StateKey;
import io.syncline.core.port.metadata.VersionedState;
import io.syncline.core.port.record.Cursor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The state of one model, with a log of the writes and counts in order. Tests set the clock and make calls fail. */
final class FakeMetadataStore implements MetadataStore {

    final List<String> writes = new ArrayList<>();
    final Map<RecordId, FailedRecord> failures = new TreeMap<>();
    Instant now = Instant.parse("2026-11-24T08:00:00Z");
    VersionedState current = new VersionedState(0, ModelState.NEW);

    /** What an earlier version has stored. */
    ModelState unassigned = ModelState.NEW;

    /** Runs before each replacement, as another process might. */
    Runnable beforeReplacing = () -> {};

    /** Whether a replacement is applied and then fails with an unknown outcome. */
    boolean losesAnswers;

    StateAccess access() {
        return new StateAccess(this, new StateKey("odoo:https://erp", ModelName.of("res.partner"), "sink-1"));
    }

    void replace(ModelState next) {
        current = new VersionedState(current.revision() + 1, next);
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Set<StateKey> keys() {
        return Set.of();
    }

    @Override
    public VersionedState read(StateKey key) {
        return key.isUnassigned() ? new VersionedState(1, unassigned) : current;
    }

    @Override
    public boolean compareAndSet(StateKey key, long expectedRevision, ModelState next) {
        beforeReplacing.run();
        if (expectedRevision != current.revision()) {
            return false;
        }
        writes.add("state");
        replace(next);
        if (losesAnswers) {
            throw new UnknownOutcomeException("Lost for the test");
        }
        return true;
    }

    @Override
    public void putFailures(StateKey key, long epoch, Collection<FailedRecord> records) {
        writes.add("put");
        records.forEach(record -> failures.put(record.id(), record));
    }

    @Override
    public void removeFailures(StateKey key, long epoch, Collection<RecordId> ids) {
        writes.add("remove");
        ids.forEach(failures::remove);
    }

    @Override
    public List<FailedRecord> failures(StateKey key, Cursor after, int limit) {
        return failures.values().stream()
                .filter(record -> after.isBefore(record.id()))
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<FailedRecord> failure(StateKey key, RecordId id) {
        return Optional.ofNullable(failures.get(id));
    }

    @Override
    public long failureCount(StateKey key) {
        writes.add("count");
        return failures.size();
    }

    @Override
    public boolean move(StateKey from, long expectedRevision, long epoch, StateKey to) {
        throw new UnsupportedOperationException("Nothing is moved");
    }

    @Override
    public boolean remove(StateKey key, long expectedRevision, long epoch) {
        throw new UnsupportedOperationException("Nothing is removed");
    }

    @Override
    public void close() {}
}
