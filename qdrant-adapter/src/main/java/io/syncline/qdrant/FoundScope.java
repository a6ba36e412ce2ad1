package io.syncline.qdrant;

import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Points.AcornSearchParams;
import io.qdrant.client.grpc.Points.SearchParams;
import io.qdrant.client.grpc.Points.WithPayloadSelector;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.vector.SinkQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which points a query may find.
 *
 * @param query the query
 * @param where the condition on the payload; empty if there is none
 * @param isExact whether all points that satisfy it satisfy the query
 * @param isIndexed whether the server has an index for each part of it
 */
record FoundScope(SinkQuery query, Optional<Condition> where, boolean isExact, boolean isIndexed) {

    /** Describes the points of a query; reads which indexes there are if that matters. */
    static FoundScope of(QdrantConnection connection, Target target, SinkQuery query) {
        if (query.where().isEmpty()) {
            return new FoundScope(query, Optional.empty(), true, true);
        }
        FieldFilter filter = new FieldFilter(FieldIndexes.read(connection, target.collection()));
        Condition where = filter.translate(query.where().get());
        List<String> unindexed = filter.unindexed();
        if (!unindexed.isEmpty() && !target.filtersByAnyField()) {
            throw new SetupException(
                    "Collection " + target.collection() + " has no payload index for this condition on "
                            + String.join(", ", unindexed)
                            + ", and its strict mode refuses to filter without one. Create the index in Qdrant, or allow"
                            + " 'unindexed_filtering_retrieve' in the strict mode");
        }
        return new FoundScope(query, Optional.of(where), filter.isExact(), unindexed.isEmpty());
    }

    /** How the server searches. Without indexes it cannot know how many points match, and would miss some of a few. */
    SearchParams params(boolean comparingAll) {
        SearchParams.Builder params = SearchParams.newBuilder();
        if (where.isPresent()) {
            params.setExact(comparingAll);
            if (!comparingAll) {
                params.setAcorn(AcornSearchParams.newBuilder().setEnable(true));
            }
        }
        return params.build();
    }

    /** The payload fields to read of each found point. */
    WithPayloadSelector fields() {
        if (isExact || where.isEmpty()) {
            return PayloadFields.only(ChunkHit.FIELDS);
        }
        List<String> fields = new ArrayList<>(ChunkHit.FIELDS);
        for (String field : query.where().orElseThrow().fields()) {
            if (!PayloadPaths.canName(field)) {
                return PayloadFields.all();
            }
            fields.add(PayloadPaths.of(field));
        }
        return PayloadFields.only(fields);
    }
}
