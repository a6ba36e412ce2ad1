package io.syncline.core;

import io.syncline.api.ModelName;
import io.syncline.api.RecordAccess;
import io.syncline.api.RecordId;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.vector.SinkHit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the hits that the person who asks may read, in their order, as if nothing else were stored. What was not checked is not kept.
 *
 * <p>Hits are checked in two portions, of which the second is needed by people who may read little; each costs a call to the source for
 * each of its models. Not thread-safe.
 */
final class ReadableHits {

    /** How many hits of each ranking to take from the sink; never fewer than are checked. */
    static final int RANKED = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(ReadableHits.class);
    private static final int FIRST = 100;
    private static final int PER_WANTED = 5;

    /** The most that a source is asked about at once, see {@link RecordAccess#readable}. */
    private static final int MOST = 500;

    private final RecordAccess access;
    private final Map<ModelName, Set<RecordId>> readable = new HashMap<>();
    private final Map<ModelName, Set<RecordId>> asked = new HashMap<>();
    private final Set<ModelName> refused = new HashSet<>();
    private boolean answered;

    ReadableHits(RecordAccess access) {
        this.access = access;
    }

    /**
     * The first hits of each ranking that the person may read.
     *
     * @param wanted how many of each; fewer come if there are not enough among the best 600 of one ranking, or 500 of each of two
     */
    Rankings first(Rankings all, int wanted) {
        int share = MOST / all.lists().size();
        int depth = Math.min(share, Math.max(FIRST, PER_WANTED * wanted));
        Rankings kept = upTo(depth, all);
        if (isShort(kept, wanted) && isLonger(all, depth)) {
            kept = upTo(depth + share, all);
        }
        return kept.each(ranking -> ranking.subList(0, Math.min(wanted, ranking.size())));
    }

    private static boolean isShort(Rankings kept, int wanted) {
        return kept.lists().stream().anyMatch(ranking -> ranking.size() < wanted);
    }

    private static boolean isLonger(Rankings all, int depth) {
        return all.lists().stream().anyMatch(ranking -> ranking.size() > depth);
    }

    /** What is readable among the first hits of each ranking. A record that is further down in one of them is not seen there. */
    private Rankings upTo(int depth, Rankings all) {
        Rankings first = all.each(ranking -> ranking.subList(0, Math.min(depth, ranking.size())));
        check(first);
        return first.each(ranking -> ranking.stream().filter(this::isReadable).toList());
    }

    /** The hits of both rankings, which have 500 together at most, that the person may read. */
    List<SinkHit> all(Rankings few) {
        return upTo(MOST, few).lists().stream().flatMap(List::stream).toList();
    }

    private boolean isReadable(SinkHit hit) {
        return readable.getOrDefault(hit.model(), Set.of()).contains(hit.id());
    }

    private void check(Rankings rankings) {
        Map<ModelName, Set<RecordId>> unasked = new HashMap<>();
        for (SinkHit hit : rankings.lists().stream().flatMap(List::stream).toList()) {
            if (asked.computeIfAbsent(hit.model(), model -> new HashSet<>()).add(hit.id())) {
                unasked.computeIfAbsent(hit.model(), model -> new LinkedHashSet<>())
                        .add(hit.id());
            }
        }
        unasked.forEach(this::ask);
    }

    /** A model that the person may not read has no hits; other ones may. */
    private void ask(ModelName model, Set<RecordId> ids) {
        if (refused.contains(model)) {
            return;
        }
        try {
            readable.computeIfAbsent(model, each -> new HashSet<>()).addAll(access.readable(model, ids));
            answered = true;
        } catch (SetupException e) {
            refused.add(model);
            LOG.debug("No records of {} are found under the rights of this person: {}", model, e.getMessage());
        }
    }

    /**
     * Fails if the source does not let the person in, whether or not there was a record to ask about. A source that answered has let the
     * person in.
     */
    void requireLogin() {
        if (!answered) {
            access.requireLogin();
        }
    }
}
