package io.syncline.core.internal.cleanup;

import io.syncline.api.RecordId;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.record.RecordScope;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Asks the source which of the records that seem to be gone exist after all, and along with them after some that it
 * listed a moment ago. A source that no longer knows any of those has lost its sight, not its records: its answer
 * condemns nothing.
 *
 * <p>Thread-safe.
 */
public final class ExistenceRecheck {

    private static final int CONTROLS = 10;

    /** The most candidates in one question. */
    public static final int MOST = 1000 - CONTROLS;

    private final RecordSource source;
    private final RecordScope scope;
    private final Deque<RecordId> listed = new ArrayDeque<>();

    public ExistenceRecheck(RecordSource source, RecordScope scope) {
        this.source = source;
        this.scope = scope;
    }

    /** Notes what the source has just listed. */
    public synchronized void listed(List<IdAndVersion> entries) {
        for (IdAndVersion entry : entries.subList(Math.max(0, entries.size() - CONTROLS), entries.size())) {
            if (listed.size() == CONTROLS) {
                listed.remove();
            }
            listed.add(entry.id());
        }
    }

    /**
     * Blocks until the source has answered.
     *
     * @param candidates at most {@link #MOST} records
     * @return those of them that exist
     * @throws SetupException if the source knows none of the records that it has just listed
     */
    public Set<RecordId> existing(Collection<RecordId> candidates) {
        List<RecordId> controls = controls();
        Set<RecordId> asked = new LinkedHashSet<>(candidates);
        asked.addAll(controls);
        Set<RecordId> existing = source.existing(scope, asked);
        if (!controls.isEmpty() && controls.stream().noneMatch(existing::contains)) {
            throw new SetupException("The source says that none of the records of " + scope.model()
                    + " exist which it listed just now, such as " + controls.get(0)
                    + ". Nothing was deleted. Look whether its user has lost access, then run it again");
        }
        return existing;
    }

    private synchronized List<RecordId> controls() {
        return List.copyOf(listed);
    }
}
