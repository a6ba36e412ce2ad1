package io.syncline.qdrant;

import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.FacetCounts;
import io.qdrant.client.grpc.Points.FacetHit;
import io.syncline.api.ModelName;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.vector.ModelKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lists the models, of all sources, that have points in a collection. */
final class ModelKeys {

    private final QdrantConnection connection;
    private final Target target;

    ModelKeys(QdrantConnection connection, Target target) {
        this.connection = connection;
        this.target = target;
    }

    /** The models, ordered by source and name. */
    List<ModelKey> all() {
        Filter data = Filter.newBuilder().addMust(PointFilters.ANY).build();
        List<ModelKey> keys = new ArrayList<>();
        for (String source : values(PayloadFields.SOURCE, data)) {
            for (String model : values(
                    PayloadFields.MODEL_NAME, PointFilters.ofSource(source).build())) {
                key(source, model).ifPresent(keys::add);
            }
        }
        return keys;
    }

    /** Empty if another application uses the same fields for something else. */
    static Optional<ModelKey> key(String source, String model) {
        try {
            return Optional.of(new ModelKey(source, ModelName.of(model)));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private List<String> values(String field, Filter filter) {
        FacetCounts request = FacetCounts.newBuilder()
                .setCollectionName(target.collection())
                .setKey(field)
                .setFilter(filter)
                .setExact(true)
                .setLimit(target.queryLimit())
                .build();
        List<FacetHit> hits = connection
                .await(
                        Call.read("list the values of " + field + " in collection " + target.collection()),
                        connection.points().facet(request))
                .getHitsList();
        if (hits.size() == target.queryLimit()) {
            throw new SetupException(
                    "Collection " + target.collection() + " has at least " + hits.size() + " values of " + field
                            + ", more than one request can list. Raise 'max_query_limit' in the strict mode of the collection");
        }
        return hits.stream()
                .map(hit -> hit.getValue().getStringValue())
                .sorted()
                .toList();
    }
}
