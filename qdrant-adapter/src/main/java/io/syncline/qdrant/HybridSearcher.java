package io.syncline.qdrant;

import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.Fusion;
import io.qdrant.client.grpc.Points.PrefetchQuery;
import io.qdrant.client.grpc.Points.Query;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.Points.VectorInput;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.vector.SinkHit;
import io.syncline.core.port.vector.SinkQuery;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Searches by meaning and by words at once; the server fuses the ranks. */
final class HybridSearcher {

    private final Connection connection;
    private final Target target;
    private final Searcher searcher;

    HybridSearcher(Connection connection, Target target) {
        this.connection = connection;
        this.target = target;
        this.searcher = new Searcher(connection, target);
    }

    List<SinkHit> search(SinkQuery query, String words) {
        if (target.words() != Target.WordVectors.WRITTEN) {
            throw new SetupException("Hybrid search is off for collection " + target.collection()
                    + ". Turn it on, and reindex if the collection was made without it");
        }
        List<Found> winners = searcher.collect(query, (found, limit) -> fused(query, words, found, limit)).stream()
                .limit(query.limit())
                .toList();
        Map<UUID, Double> cosines = cosines(query, winners);
        return searcher.hits(winners.stream()
                .map(found -> new Found(found.owner(), found.id(), cosines.getOrDefault(found.id(), 0.0)))
                .toList());
    }

    private List<ScoredPoint> fused(SinkQuery query, String words, Collection<Owner> found, int limit) {
        Filter filter = Filters.wanted(query, found, target.idsPerFilter());
        QueryPoints request = QueryPoints.newBuilder()
                .setCollectionName(target.collection())
                .addPrefetch(prefetch(target.vector(), meaning(query), filter, limit))
                .addPrefetch(prefetch(
                        target.sparseVector(),
                        VectorInput.newBuilder().setDocument(PointCodec.words(words)),
                        filter,
                        limit))
                .setQuery(Query.newBuilder().setFusion(Fusion.RRF))
                .setLimit(limit)
                .setWithPayload(Fields.only(Fields.MODEL_NAME))
                .build();
        return ask(request);
    }

    private static PrefetchQuery prefetch(String vector, VectorInput.Builder input, Filter filter, int limit) {
        return PrefetchQuery.newBuilder()
                .setUsing(vector)
                .setQuery(Query.newBuilder().setNearest(input))
                .setFilter(filter)
                .setLimit(limit)
                .build();
    }

    /** The similarity of chunks that are known already. */
    private Map<UUID, Double> cosines(SinkQuery query, List<Found> winners) {
        if (winners.isEmpty()) {
            return Map.of();
        }
        QueryPoints request = QueryPoints.newBuilder()
                .setCollectionName(target.collection())
                .setUsing(target.vector())
                .setQuery(Query.newBuilder().setNearest(meaning(query)))
                .setFilter(Filter.newBuilder()
                        .addMust(Filters.hasId(winners.stream().map(Found::id).toList())))
                .setLimit(winners.size())
                .setWithPayload(Fields.only(Fields.MODEL_NAME))
                .build();
        Map<UUID, Double> cosines = new HashMap<>();
        ask(request)
                .forEach(point ->
                        Found.of(query.source(), point).ifPresent(found -> cosines.put(found.id(), found.score())));
        return cosines;
    }

    private static VectorInput.Builder meaning(SinkQuery query) {
        return VectorInput.newBuilder().setDense(PointCodec.dense(query.embedding()));
    }

    private List<ScoredPoint> ask(QueryPoints request) {
        Call call = Call.read("search " + target.collection());
        return connection.await(call, connection.points().query(request)).getResultList();
    }
}
