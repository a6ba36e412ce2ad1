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
 * Asks the source which stale candidates exist after all. Each question also contains control records that the source
 * listed just before. If it reports none of these, it is unreliable, and its answer is not used.
 *
 * <p>Thread-safe.
 */
public final class ExistenceRecheck {

    /** How many records that were just listed are asked about too. */
    public static final int CONTROLS = 10;

    /** The most candidates in one question. */
    public static final int MAX_CANDIDATES = 1000 - CONTROLS;

    private final RecordSource source;
    private final RecordScope scope;
    private final Deque<RecordId> listed = new ArrayDeque<>();

    public ExistenceRecheck(RecordSource source, RecordScope scope) {
        this.source = source;
        this.scope = scope;
    }

    /** Remembers some of what the source has just listed. */
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
     * @param candidates at most {@link #MAX_CANDIDATES} records
     * @return those of them that exist
     * @throws SetupException if the source reports none of the control records
     */
    public Set<RecordId> existing(Collection<RecordId> candidates) {
        List<RecordId> controls = controls();
        Set<RecordId> asked = new LinkedHashSet<>(candidates);
        asked.addAll(controls);
        Set<RecordId> existing = source.existing(scope, asked);
        if (!controls.isEmpty() && controls.stream().noneMatch(existing::contains)) {
            throw new SetupException("The source listed records of " + scope.model() + " such as "
                    + controls.get(0) + ", but now reports that none of them exists. Nothing was deleted."
                    + " Check whether its user has lost access, then retry");
        }
        return existing;
    }

    private synchronized List<RecordId> controls() {
        return List.copyOf(listed);
    }
}
