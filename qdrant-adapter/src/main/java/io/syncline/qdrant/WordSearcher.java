package io.syncline.qdrant;

import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.Query;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.Points.SparseVector;
import io.qdrant.client.grpc.Points.VectorInput;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.vector.SinkHit;
import io.syncline.core.port.vector.SinkQuery;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Finds the records whose texts have words of a query. */
final class WordSearcher {

    private final QdrantConnection connection;
    private final Target target;
    private final VectorSearcher searcher;

    WordSearcher(QdrantConnection connection, Target target) {
        this.connection = connection;
        this.target = target;
        this.searcher = new VectorSearcher(connection, target);
    }

    List<SinkHit> search(SinkQuery query, String words) {
        if (target.words() == Target.WordVectors.OUTDATED) {
            throw new SetupException("Collection " + target.collection()
                    + " has the words of another version. Run a sync, which indexes them again without embedding"
                    + " anything, or search without hybrid");
        }
        if (target.words() != Target.WordVectors.WRITTEN) {
            throw new SetupException("Collection " + target.collection()
                    + " stores no words. Search without hybrid; to store them, leave 'hybrid' at its default and replace"
                    + " the collection with 'syncline reindex --all --force'");
        }
        searcher.checkDimension(query);
        SparseVector terms = TermVectors.ofQuery(words);
        if (terms.getIndicesCount() == 0) {
            return List.of();
        }
        FoundScope scope = FoundScope.of(connection, target, query);
        List<ChunkHit> winners = new SearchRounds(target, scope, page -> matching(scope, terms, page))
                .collect().stream().limit(query.limit()).toList();
        Map<UUID, Double> cosines = cosines(query, winners);
        return searcher.hits(winners.stream()
                .map(found -> new ChunkHit(found.owner(), found.id(), cosines.getOrDefault(found.id(), 0.0)))
                .toList());
    }

    private List<ScoredPoint> matching(FoundScope scope, SparseVector terms, SearchPage page) {
        return ask(QueryPoints.newBuilder()
                .setCollectionName(target.collection())
                .setUsing(target.sparseVector())
                .setQuery(Query.newBuilder().setNearest(VectorInput.newBuilder().setSparse(terms)))
                .setFilter(PointFilters.wanted(scope, page.found(), target.idsPerFilter()))
                .setOffset(page.offset())
                .setLimit(page.limit())
                .setWithPayload(scope.fields())
                .build());
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
