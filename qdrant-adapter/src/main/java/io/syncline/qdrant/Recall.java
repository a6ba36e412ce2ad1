package io.syncline.qdrant;

import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.Query;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.Points.SearchParams;
import io.qdrant.client.grpc.Points.VectorInput;
import io.syncline.api.failure.SetupException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Measures the share of the true nearest neighbours of stored points that a search finds. */
final class Recall {

    private static final int NEIGHBOURS = 10;

    private final QdrantConnection connection;
    private final Target target;

    Recall(QdrantConnection connection, Target target) {
        this.connection = connection;
        this.target = target;
    }

    /**
     * Returns the mean over some points.
     *
     * @return from 0 to 1; 1 if there are no neighbours at all
     */
    double of(List<UUID> ids) {
        long wanted = 0;
        long found = 0;
        for (UUID id : ids) {
            Set<PointId> exact = neighbours(id, true);
            Set<PointId> approximate = new HashSet<>(neighbours(id, false));
            approximate.retainAll(exact);
            wanted += exact.size();
            found += approximate.size();
        }
        return wanted == 0 ? 1 : (double) found / wanted;
    }

    private Set<PointId> neighbours(UUID id, boolean exact) {
        QueryPoints request = QueryPoints.newBuilder()
                .setCollectionName(target.collection())
                .setUsing(target.vector())
                .setQuery(Query.newBuilder().setNearest(VectorInput.newBuilder().setId(PointFilters.pointId(id))))
                .setParams(SearchParams.newBuilder().setExact(exact))
                .setLimit(NEIGHBOURS)
                .build();
        Call call = Call.read("search collection " + target.collection() + (exact ? " exactly" : ""));
        try {
            return connection.await(call, connection.points().query(request)).getResultList().stream()
                    .map(ScoredPoint::getId)
                    .collect(Collectors.toSet());
        } catch (SetupException e) {
            if (String.valueOf(e.getMessage()).contains("No point with id")) {
                return Set.of();
            }
            throw e;
        }
    }
}
