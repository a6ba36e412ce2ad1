package io.syncline.qdrant;

import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.ScoredPoint;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Requests the best chunks until there are enough records among them. Not thread-safe.
 *
 * <p>A search with a condition on the payload that finds too few, because the vector index led past some or because the condition
 * cannot be expressed exactly, is repeated over all points that match.
 */
final class SearchRounds {

    /** The number of chunks to request per requested record. */
    private static final int CHUNKS_PER_RECORD = 4;

    private static final int LEAST_CHUNKS = 32;
    private static final int LEAST_PAGE = 256;

    /** Beyond this a search returns what it has; {@code verify} reports the points. */
    private static final int MOST_STRAYS = 2_000;

    private static final FoundPoints NOTHING = new FoundPoints(List.of(), List.of());

    /** Requests chunks in descending order. */
    @FunctionalInterface
    interface Round {
        List<ScoredPoint> ask(SearchPage page);
    }

    private final Target target;
    private final FoundScope scope;
    private final Round round;
    private final Map<RecordRef, ChunkHit> best = new LinkedHashMap<>();
    private final Set<PointId> strays = new LinkedHashSet<>();
    private boolean refused;

    SearchRounds(Target target, FoundScope scope, Round round) {
        this.target = target;
        this.scope = scope;
        this.round = round;
    }

    /** The best chunks of records; at least as many as the query asks for, if there are so many. */
    Collection<ChunkHit> collect() {
        if (scope.isIndexed()) {
            searchIndex();
        }
        if (scope.where().isPresent() && (refused || isMissing())) {
            best.clear();
            compareAll();
        }
        return best.values();
    }

    private boolean isMissing() {
        return best.size() < scope.query().limit();
    }

    /**
     * Requests chunks, each time without the records and stray points found before. Stray points are not hits, and must not keep hits
     * from being found.
     */
    private void searchIndex() {
        while (isMissing() && !refused && strays.size() < MOST_STRAYS) {
            FoundPoints found = new FoundPoints(List.copyOf(best.keySet()), List.copyOf(strays));
            int wanted = wanted();
            int before = best.size() + strays.size();
            List<ScoredPoint> nearest = round.ask(new SearchPage(found, 0, wanted, false));
            nearest.forEach(this::add);
            if (nearest.size() < wanted || best.size() + strays.size() == before) {
                break;
            }
        }
    }

    /**
     * The server ranks all that matches for each page, so each is as large as all before it: the requests grow with the logarithm of what
     * matches, up to the limit of a page.
     */
    private void compareAll() {
        int offset = 0;
        int wanted = wanted();
        List<ScoredPoint> page = round.ask(new SearchPage(NOTHING, offset, wanted, true));
        page.forEach(this::add);
        while (isMissing() && page.size() == wanted) {
            offset += page.size();
            wanted = Math.min(target.queryLimit(), Math.max(offset, LEAST_PAGE));
            page = round.ask(new SearchPage(NOTHING, offset, wanted, true));
            page.forEach(this::add);
        }
    }

    private int wanted() {
        int missing = scope.query().limit() - best.size();
        return Math.min(target.queryLimit(), Math.max(LEAST_CHUNKS, missing * CHUNKS_PER_RECORD));
    }

    private void add(ScoredPoint point) {
        Optional<ChunkHit> chunk = ChunkHit.of(scope.query().source(), point);
        if (chunk.isEmpty()) {
            strays.add(point.getId());
        } else if (isAccepted(chunk.get(), point)) {
            best.putIfAbsent(chunk.get().owner(), chunk.get());
        } else {
            refused = true;
        }
    }

    private boolean isAccepted(ChunkHit chunk, ScoredPoint point) {
        return scope.isExact()
                || scope.query().accepts(chunk.owner().record(), PayloadValues.toPayload(point.getPayloadMap()));
    }
}
