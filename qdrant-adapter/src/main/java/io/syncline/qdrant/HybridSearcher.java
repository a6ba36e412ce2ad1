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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Searches by embedding and by BM25; the server fuses the two rankings. */
final class HybridSearcher {

    private final QdrantConnection connection;
    private final Target target;
    private final VectorSearcher searcher;

    HybridSearcher(QdrantConnection connection, Target target) {
        this.connection = connection;
        this.target = target;
        this.searcher = new VectorSearcher(connection, target);
    }

    List<SinkHit> search(SinkQuery query, String words) {
        if (target.words() != Target.WordVectors.WRITTEN) {
            throw new SetupException("Hybrid search is disabled for collection " + target.collection()
                    + ". Enable it, and reindex if the collection was created without it");
        }
        List<ChunkHit> winners = searcher.collect(query, (found, limit) -> fused(query, words, found, limit)).stream()
                .limit(query.limit())
                .toList();
        Map<UUID, Double> cosines = cosines(query, winners);
        return searcher.hits(winners.stream()
                .map(found -> new ChunkHit(found.owner(), found.id(), cosines.getOrDefault(found.id(), 0.0)))
                .toList());
    }

    private List<ScoredPoint> fused(SinkQuery query, String words, FoundPoints found, int limit) {
        Filter filter = PointFilters.wanted(query, found, target.idsPerFilter());
        QueryPoints request = QueryPoints.newBuilder()
                .setCollectionName(target.collection())
                .addPrefetch(prefetch(target.vector(), dense(query), filter, limit))
                .addPrefetch(prefetch(
                        target.sparseVector(),
                        VectorInput.newBuilder().setDocument(PointCodec.words(words)),
                        filter,
                        limit))
                .setQuery(Query.newBuilder().setFusion(Fusion.RRF))
                .setLimit(limit)
                .setWithPayload(PayloadFields.only(ChunkHit.FIELDS))
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

    /** The cosine similarity of the winning chunks. */
    private Map<UUID, Double> cosines(SinkQuery query, List<ChunkHit> winners) {
        if (winners.isEmpty()) {
            return Map.of();
        }
        QueryPoints request = QueryPoints.newBuilder()
                .setCollectionName(target.collection())
                .setUsing(target.vector())
                .setQuery(Query.newBuilder().setNearest(dense(query)))
                .setFilter(Filter.newBuilder()
                        .addMust(PointFilters.hasId(
                                winners.stream().map(ChunkHit::id).toList())))
                .setLimit(winners.size())
                .setWithPayload(PayloadFields.only(ChunkHit.FIELDS))
                .build();
        Map<UUID, Double> cosines = new HashMap<>();
        ask(request)
                .forEach(point ->
                        ChunkHit.of(query.source(), point).ifPresent(found -> cosines.put(found.id(), found.score())));
        return cosines;
    }

    private static VectorInput.Builder dense(SinkQuery query) {
        return VectorInput.newBuilder().setDense(PointCodec.dense(query.embedding()));
    }

    private List<ScoredPoint> ask(QueryPoints request) {
        Call call = Call.read("search " + target.collection());
        return connection.await(call, connection.points().query(request)).getResultList();
    }
}
