package io.syncline.qdrant;

import com.google.common.collect.Lists;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.GetPoints;
import io.qdrant.client.grpc.Points.Query;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.Points.VectorInput;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.vector.SinkHit;
import io.syncline.core.port.vector.SinkQuery;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Finds the nearest records: first ids and scores of the nearest chunks, until there are enough records among them,
 * then what is stored with the winners.
 */
final class VectorSearcher {

    private static final int TEXTS_PER_REQUEST = 100;

    private static final Comparator<ChunkHit> BEST_FIRST =
            Comparator.comparingDouble(ChunkHit::score).reversed();
    private static final Comparator<ChunkHit> ORDER = BEST_FIRST
            .thenComparing(found -> found.owner().model())
            .thenComparing(found -> found.owner().record());

    private final QdrantConnection connection;
    private final Target target;

    VectorSearcher(QdrantConnection connection, Target target) {
        this.connection = connection;
        this.target = target;
    }

    List<SinkHit> search(SinkQuery query) {
        checkDimension(query);
        FoundScope scope = FoundScope.of(connection, target, query);
        List<ChunkHit> winners = new SearchRounds(target, scope, page -> nearest(scope, page))
                .collect().stream().sorted(ORDER).limit(query.limit()).toList();
        return hits(winners);
    }

    void checkDimension(SinkQuery query) {
        if (query.embedding().dimension() != target.dimension()) {
            throw new SetupException("The query's vector has dimension "
                    + query.embedding().dimension() + "; collection " + target.collection()
                    + " stores vectors of dimension " + target.dimension()
                    + ". Search with the embedder that the collection was synced with");
        }
    }

    private List<ScoredPoint> nearest(FoundScope scope, SearchPage page) {
        QueryPoints request = QueryPoints.newBuilder()
                .setCollectionName(target.collection())
                .setUsing(target.vector())
                .setQuery(Query.newBuilder()
                        .setNearest(VectorInput.newBuilder()
                                .setDense(PointCodec.dense(scope.query().embedding()))))
                .setFilter(PointFilters.wanted(scope, page.found(), target.idsPerFilter()))
                .setParams(scope.params(page.comparingAll()))
                .setOffset(page.offset())
                .setLimit(page.limit())
                .setWithPayload(scope.fields())
                .build();
        Call call = Call.read("search " + target.collection());
        return connection.await(call, connection.points().query(request)).getResultList();
    }

    /** Reads the texts and payloads of chunks, in their order. */
    List<SinkHit> hits(List<ChunkHit> winners) {
        Map<UUID, Map<String, Value>> payloads = new HashMap<>();
        for (List<ChunkHit> part : Lists.partition(winners, TEXTS_PER_REQUEST)) {
            read(part, payloads);
        }
        // A point that was deleted meanwhile is not a hit.
        return winners.stream()
                .filter(found -> payloads.containsKey(found.id()))
                .map(found -> found.toHit(payloads.getOrDefault(found.id(), Map.of())))
                .toList();
    }

    private void read(List<ChunkHit> part, Map<UUID, Map<String, Value>> payloads) {
        GetPoints.Builder request =
                GetPoints.newBuilder().setCollectionName(target.collection()).setWithPayload(PayloadFields.all());
        part.forEach(found -> request.addIds(PointFilters.pointId(found.id())));
        Call call = Call.read("read " + part.size() + " hits in " + target.collection());
        try {
            for (RetrievedPoint point : connection
                    .awaitSplittable(call, connection.points().get(request.build()))
                    .getResultList()) {
                payloads.put(UUID.fromString(point.getId().getUuid()), point.getPayloadMap());
            }
        } catch (TooLargeException e) {
            if (part.size() == 1) {
                throw e.asRejected();
            }
            Lists.partition(part, (part.size() + 1) / 2).forEach(half -> read(half, payloads));
        }
    }
}
