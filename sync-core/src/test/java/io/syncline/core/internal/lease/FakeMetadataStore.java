package io.syncline.core.internal.lease;

import io.syncline.api.FailedRecord;
import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.failure.UnknownOutcomeException;
import io.syncline.core.internal.run.StateAccess;
import io.syncline.core.internal.run.StateKey;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.metadata.VersionedState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The state of one model, with a log of the writes in order. Tests set the clock and make calls fail. */
final class FakeMetadataStore implements MetadataStore {

    final List<String> writes = new ArrayList<>();
    final Map<RecordId, FailedRecord> failures = new TreeMap<>();
    Instant now = Instant.parse("2026-11-24T08:00:00Z");
    VersionedState current = new VersionedState(0, ModelState.NEW);

    /** Runs before each replacement, as another process might. */
    Runnable beforeReplacing = () -> {};

    /** Whether a replacement is applied and then fails with an unknown outcome. */
    boolean losesAnswers;

    StateAccess access() {
        return new StateAccess(this, new StateKey(ModelName.of("res.partner")));
    }

    void replace(ModelState next) {
        current = new VersionedState(current.revision() + 1, next);
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Set<ModelName> models() {
        return Set.of();
    }

    @Override
    public VersionedState read(ModelName model) {
        return current;
    }

    @Override
    public boolean compareAndSet(ModelName model, long expectedRevision, ModelState next) {
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
    public void putFailures(ModelName model, long epoch, Collection<FailedRecord> records) {
        writes.add("put");
        records.forEach(record -> failures.put(record.id(), record));
    }

    @Override
    public void removeFailures(ModelName model, long epoch, Collection<RecordId> ids) {
        writes.add("remove");
        ids.forEach(failures::remove);
    }

    @Override
    public List<FailedRecord> failures(ModelName model, long after, int limit) {
        return failures.values().stream()
                .filter(record -> record.id().value() > after)
                .limit(limit)
                .toList();
    }

    @Override
    public long failureCount(ModelName model) {
        return failures.size();
    }

    @Override
    public void close() {}
}
