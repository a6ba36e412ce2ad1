package io.syncline.qdrant;

import com.google.common.collect.Lists;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.syncline.api.failure.LostRaceException;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.UnknownOutcomeException;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.SinkMark;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Moves the points of a model to another source: copies them to their new ids, reads the copies back, moves the mark, and
 * then deletes each old point whose copy is stored. Since the ids of points are computed, each step finds what an interrupted
 * attempt has done.
 *
 * <p>The mark moves before the first point is deleted: it promises that all points under its name are there.
 */
final class SourceRename {

    private static final int PAGE = 500;

    private final QdrantConnection connection;
    private final Target target;
    private final Supplier<UUID> random;
    private final long epoch;

    SourceRename(QdrantConnection connection, Target target, Supplier<UUID> random, long epoch) {
        this.connection = connection;
        this.target = target;
        this.random = random;
        this.epoch = epoch;
    }

    void rename(ModelKey from, ModelKey to) {
        if (from.equals(to)) {
            return;
        }
        PointPairs old = new PointPairs(connection, target, from, to);
        check(old, new PointPairs(connection, target, to, from), to);
        old.forEachPage(PAGE, true, page -> copy(page, to));
        moveMark(from, to);
        old.forEachPage(PointScroll.PAGE, false, page -> delete(page, from));
    }

    /** Refuses before anything is changed. Either name may lack points that an interrupted attempt copied or deleted. */
    private void check(PointPairs old, PointPairs fresh, ModelKey to) {
        Difference uncopied = new Difference(epoch);
        Difference added = new Difference(epoch);
        fresh.forEachPage(PointScroll.PAGE, false, added::add);
        old.forEachPage(PointScroll.PAGE, false, uncopied::add);
        if (added.newer || uncopied.newer) {
            throw new LostRaceException("A newer run has written points of " + to.model()
                    + ", so that nothing was renamed. Another process syncs it");
        }
        if (added.different || (added.alone && uncopied.alone)) {
            throw new SetupException("Collection " + target.collection() + " already has records of " + to
                    + " that are not copies, so that nothing was renamed. Drop the source that is not needed with"
                    + " 'syncline sources drop'");
        }
    }

    private void copy(PointPairs.Page page, ModelKey to) {
        CopiedPoints copies = new CopiedPoints(target, to.source());
        Map<UUID, PointStruct> missing = new LinkedHashMap<>();
        page.points().forEach((id, point) -> {
            UUID moved = page.moved(id);
            if (!page.counterparts().containsKey(moved)) {
                missing.put(moved, copies.copy(point, moved));
            }
        });
        write(List.copyOf(missing.values()), to);
        verify(missing, to);
    }

    private void write(List<PointStruct> points, ModelKey to) {
        for (List<PointStruct> part : parts(points)) {
            UpsertPoints.Builder request = UpsertPoints.newBuilder()
                    .setCollectionName(target.collection())
                    .setWait(true)
                    .addAllPoints(part);
            if (target.guardedByServer()) {
                request.setUpdateFilter(PointFilters.ownedBy(to)
                        .addMust(PointFilters.nested(PointFilters.atMost(PayloadFields.EPOCH, epoch))));
            }
            Call call = Call.write("copy " + part.size() + " points to " + to);
            Writer.requireCompleted(
                    call, connection.await(call, connection.points().upsert(request.build())));
        }
    }

    /** Splits points by the limits of a request. */
    private List<List<PointStruct>> parts(List<PointStruct> points) {
        List<List<PointStruct>> parts = new ArrayList<>();
        long bytes = Long.MAX_VALUE / 2;
        for (PointStruct point : points) {
            bytes += point.getSerializedSize();
            boolean full = bytes > target.writes().bytes()
                    || parts.get(parts.size() - 1).size() == target.writes().points();
            if (full) {
                parts.add(new ArrayList<>());
                bytes = point.getSerializedSize();
            }
            parts.get(parts.size() - 1).add(point);
        }
        return parts;
    }

    private void verify(Map<UUID, PointStruct> written, ModelKey to) {
        Map<UUID, RetrievedPoint> stored = new PointPairs(connection, target, to, to).read(written.keySet(), true);
        CopiedPoints copies = new CopiedPoints(target, to.source());
        written.forEach((id, point) -> {
            RetrievedPoint there = stored.get(id);
            if (there == null || !copies.copy(there, id).equals(point)) {
                throw new UnknownOutcomeException("Could not rename to " + to + ": a copied point was not stored as it"
                        + " was, so that no point was deleted. Repeat the command");
            }
        });
    }

    private void moveMark(ModelKey from, ModelKey to) {
        Marks marks = new Marks(connection, target, random);
        Optional<SinkMark> moving = marks.read(from);
        if (moving.isPresent()) {
            long present = marks.read(to).map(SinkMark::value).orElse(0L);
            if (present < moving.get().value()) {
                marks.put(to, moving.get());
            }
            marks.remove(from);
        }
    }

    private void delete(PointPairs.Page page, ModelKey from) {
        List<UUID> copied = new ArrayList<>();
        page.points().forEach((id, point) -> {
            RetrievedPoint copy = page.counterparts().get(page.moved(id));
            if (copy != null && CopiedPoints.same(point.getPayloadMap(), copy.getPayloadMap())) {
                copied.add(id);
            }
        });
        Lists.partition(copied, target.idsPerFilter())
                .forEach(new Remover(connection, target, from, epoch)::deletePoints);
        if (copied.size() < page.points().size()) {
            throw new LostRaceException("Points of " + from + " were changed while they were renamed, and were left."
                    + " Another process syncs " + from.model() + ". Repeat the command when it has ended");
        }
    }

    /** What one listing has and the other lacks or has in another form. */
    private static final class Difference {

        private final long epoch;
        private boolean newer;
        private boolean different;
        private boolean alone;

        Difference(long epoch) {
            this.epoch = epoch;
        }

        void add(PointPairs.Page page) {
            page.points().forEach((id, point) -> {
                Map<String, Value> payload = point.getPayloadMap();
                RetrievedPoint counterpart = page.counterparts().get(page.moved(id));
                newer |= PayloadValues.epoch(payload) > epoch;
                alone |= counterpart == null;
                different |= counterpart != null && !CopiedPoints.same(payload, counterpart.getPayloadMap());
            });
        }
    }
}
