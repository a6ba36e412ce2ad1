package io.syncline.core.internal.lease;

import io.syncline.api.RecordId;
import io.syncline.core.internal.run.RecordFailure;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What has failed, and whose earlier failure is resolved, since the last save. The last word on a record counts. */
final class UnsavedFailures {

    private final Map<RecordId, RecordFailure> failed = new LinkedHashMap<>();
    private final Set<RecordId> resolved = new LinkedHashSet<>();

    void failed(RecordFailure failure) {
        resolved.remove(failure.id());
        failed.put(failure.id(), failure);
    }

    void resolved(RecordId id) {
        failed.remove(id);
        resolved.add(id);
    }

    boolean hasFailed() {
        return !failed.isEmpty();
    }

    boolean hasResolved() {
        return !resolved.isEmpty();
    }

    List<RecordFailure> failed() {
        return List.copyOf(failed.values());
    }

    List<RecordId> resolved() {
        return List.copyOf(resolved);
    }

    /** Adds what could not be saved, unless something newer is known. */
    void addEarlier(UnsavedFailures earlier) {
        earlier.failed.forEach((id, failure) -> {
            if (!resolved.contains(id)) {
                failed.putIfAbsent(id, failure);
            }
        });
        earlier.resolved.stream().filter(id -> !failed.containsKey(id)).forEach(resolved::add);
    }
}
