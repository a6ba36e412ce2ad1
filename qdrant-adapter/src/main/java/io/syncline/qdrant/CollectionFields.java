package io.syncline.qdrant;

import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.syncline.api.ModelName;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The names of payload fields.
 *
 * @param connection the server
 * @param target the collection
 */
record CollectionFields(QdrantConnection connection, Target target) {

    private static final int SAMPLE = 100;

    Set<String> of(String source, Set<ModelName> models, Set<String> wanted) {
        Set<String> names = new TreeSet<>();
        if (models.isEmpty()) {
            add(PointFilters.ofSource(source), SAMPLE, names);
        }
        models.forEach(model -> add(PointFilters.ofModels(source, Set.of(model)), SAMPLE, names));
        for (String name : wanted) {
            if (!names.contains(name)) {
                find(source, models, name, names);
            }
        }
        return names;
    }

    private void find(String source, Set<ModelName> models, String name, Set<String> names) {
        Filter.Builder filter = PointFilters.ofModels(source, models);
        if (PayloadPaths.canName(name) && isAnswered(name)) {
            add(filter.addMustNot(FieldFilter.empty(PayloadPaths.of(name))), 1, names);
        } else {
            readAll(filter, name, names);
        }
    }

    private boolean isAnswered(String name) {
        return target.filtersByAnyField()
                || FieldIndexes.read(connection, target.collection()).containsKey(name);
    }

    private void readAll(Filter.Builder filter, String name, Set<String> names) {
        PointScroll scroll = new PointScroll(connection, target, PayloadFields.all(), filter.build());
        PointScroll.Page page = scroll.page(call(), PointFilters.NO_POINT, SAMPLE);
        add(page.points(), names);
        while (page.nextPoint() != null && !names.contains(name)) {
            page = scroll.page(call(), page.nextPoint(), PointScroll.PAGE);
            add(page.points(), names);
        }
    }

    private void add(Filter.Builder filter, int limit, Set<String> names) {
        ScrollPoints request = ScrollPoints.newBuilder()
                .setCollectionName(target.collection())
                .setFilter(filter)
                .setLimit(limit)
                .setWithPayload(PayloadFields.all())
                .build();
        add(connection.await(call(), connection.points().scroll(request)).getResultList(), names);
    }

    private Call call() {
        return Call.read("read the names of payload fields in collection " + target.collection());
    }

    private static void add(List<RetrievedPoint> points, Set<String> names) {
        points.forEach(point -> names.addAll(
                PayloadValues.toPayload(point.getPayloadMap()).values().keySet()));
    }
}
