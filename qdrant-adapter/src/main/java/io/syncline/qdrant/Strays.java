package io.syncline.qdrant;

import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.DeletePoints;
import io.qdrant.client.grpc.Points.GetPoints;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.syncline.api.StrayPoint;
import io.syncline.api.failure.LostRaceException;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.PointId.Kind;
import io.syncline.core.port.vector.StrayPage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Lists and deletes the stray points of one model. The points that name the model are read in the order of all ids; those that
 * have an id of the model and do not name it, kind by kind of record id.
 */
final class Strays {

    private static final List<Kind> KINDS = List.of(Kind.values());
    private static final PointId LEAST = PointId.newBuilder().setNum(0).build();

    private final QdrantConnection connection;
    private final Target target;
    private final ModelKey key;
    private final PointIds ids;
    private final PointOwner owner;

    Strays(QdrantConnection connection, Target target, ModelKey key) {
        this.connection = connection;
        this.target = target;
        this.key = key;
        this.ids = new PointIds(key);
        this.owner = new PointOwner(key);
    }

    /** Reads at most one page of points of the server. */
    StrayPage list(String after, int limit) {
        int colon = after.indexOf(':');
        int part = colon < 0 ? 0 : Integer.parseInt(after.substring(0, colon));
        PointId from = colon < 0 ? first(part) : PointFilters.pointId(after.substring(colon + 1));
        PointScroll scroll =
                new PointScroll(connection, target, PayloadFields.only(PointOwner.STRAY_FIELDS), filter(part));
        PointScroll.Page page = scroll.page(Call.read("find stray points of " + key), from, PointScroll.PAGE);
        List<StrayPoint> found = new ArrayList<>();
        for (RetrievedPoint point : page.points()) {
            if (isPast(part, point.getId())) {
                return next(found, part, null);
            }
            if (found.size() == limit) {
                return next(found, part, point.getId());
            }
            owner.stray(point.getId(), point.getPayloadMap()).ifPresent(found::add);
        }
        return next(found, part, page.nextPoint());
    }

    private StrayPage next(List<StrayPoint> found, int part, @Nullable PointId from) {
        int following = from == null ? part + 1 : part;
        boolean end = following > Kind.values().length;
        PointId begin = end || from != null ? from : first(following);
        return new StrayPage(found, following + ":" + (begin == null ? "" : PointFilters.text(begin)), end);
    }

    /** The first part are the points that name the model, the others the ids of each kind. */
    private PointId first(int part) {
        return part == 0 ? LEAST : PointFilters.pointId(io.syncline.core.port.vector.PointId.first(prefix(part)));
    }

    private Filter filter(int part) {
        Filter naming = PointFilters.naming(key).build();
        return part == 0
                ? naming
                : Filter.newBuilder()
                        .addMustNot(PointFilters.nested(naming.toBuilder()))
                        .build();
    }

    private boolean isPast(int part, PointId point) {
        return part > 0
                && !io.syncline.core.port.vector.PointId.belongsTo(prefix(part), UUID.fromString(point.getUuid()));
    }

    private long prefix(int part) {
        return ids.prefix(KINDS.get(part - 1));
    }

    void delete(long epoch, Collection<String> points) {
        if (points.isEmpty()) {
            return;
        }
        List<PointId> deletable = new ArrayList<>();
        int newer = 0;
        for (RetrievedPoint point : read(points)) {
            boolean ours = owner.stray(point.getId(), point.getPayloadMap())
                    .filter(stray -> stray.kind().isOurs())
                    .isPresent();
            boolean older = PayloadValues.epoch(point.getPayloadMap()) <= epoch;
            newer += ours && !older ? 1 : 0;
            if (ours && older) {
                deletable.add(point.getId());
            }
        }
        for (int from = 0; from < deletable.size(); from += target.idsPerFilter()) {
            delete(epoch, deletable.subList(from, Math.min(deletable.size(), from + target.idsPerFilter())));
        }
        if (newer > 0) {
            throw new LostRaceException("A newer run has written " + newer + " stray points of " + key
                    + ", so they were not deleted. Another process syncs " + key.model());
        }
    }

    private List<RetrievedPoint> read(Collection<String> points) {
        GetPoints.Builder request = GetPoints.newBuilder()
                .setCollectionName(target.collection())
                .setWithPayload(PayloadFields.only(PointOwner.STRAY_FIELDS));
        points.forEach(point -> request.addIds(PointFilters.pointId(point)));
        Call call = Call.read("read " + points.size() + " stray points of " + key);
        return connection.await(call, connection.points().get(request.build())).getResultList();
    }

    private void delete(long epoch, List<PointId> points) {
        Call call = Call.write("delete " + points.size() + " stray points of " + key);
        DeletePoints request = DeletePoints.newBuilder()
                .setCollectionName(target.collection())
                .setWait(true)
                .setPoints(new WriteGuard(key, epoch).straySelector(target, points))
                .build();
        Writer.requireCompleted(call, connection.await(call, connection.points().delete(request)));
    }
}
