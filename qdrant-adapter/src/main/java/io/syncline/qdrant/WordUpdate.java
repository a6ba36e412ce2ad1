package io.syncline.qdrant;

import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.GetPoints;
import io.qdrant.client.grpc.Points.NamedVectors;
import io.qdrant.client.grpc.Points.PointVectors;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.UpdatePointVectors;
import io.qdrant.client.grpc.Points.Vector;
import io.qdrant.client.grpc.Points.Vectors;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.words.WordAnalysis;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Computes the words of stored texts again when {@link WordAnalysis#VERSION} has changed; the vectors of the embedder stay.
 *
 * <p>Other processes may write meanwhile. Their words are of the present version and must not be replaced by those of an earlier text,
 * so the texts are read again after each write, until they are those that were written. An interrupted update is repeated from its
 * beginning, since the version is noted at the end.
 */
final class WordUpdate {

    private static final Logger LOG = LoggerFactory.getLogger(WordUpdate.class);

    private static final int PAGE = 500;

    /** Skips points that were deleted since they were read; the server refuses the whole request otherwise. */
    private static final Filter STORED =
            Filter.newBuilder().addMust(PointFilters.ANY).build();

    private final QdrantConnection connection;
    private final Target target;

    WordUpdate(QdrantConnection connection, Target target) {
        this.connection = connection;
        this.target = target;
    }

    /** Updates all points of Syncline, if there are words of another version. */
    void run() {
        if (target.words() != Target.WordVectors.OUTDATED) {
            return;
        }
        long updated = 0;
        for (ModelKey key : new ModelKeys(connection, target).all()) {
            updated += update(key);
        }
        new CollectionAdmin(connection)
                .remember(target.collection(), CollectionMetadata.WORDS, PayloadValues.of((long) WordAnalysis.VERSION));
        if (updated > 0) {
            LOG.info("Collection {}: indexed the words of {} points again", target.collection(), updated);
        }
    }

    private long update(ModelKey key) {
        PointOwner owner = new PointOwner(key);
        PointScroll scroll = new PointScroll(
                connection,
                target,
                PayloadFields.only(
                        PointOwner.FIELDS, PayloadFields.RECORD_HASH, PayloadFields.CHUNK_INDEX, PayloadFields.TEXT),
                PointFilters.ownedBy(key).build());
        Call call = Call.read("read the texts of " + key + " in collection " + target.collection());
        long updated = 0;
        UUID next = new UUID(0, 0);
        while (next != null) {
            PointScroll.Page page = scroll.page(call, next, PAGE);
            Map<UUID, String> texts = texts(owner, page.points());
            updated += texts.size();
            write(texts);
            next = page.next();
        }
        return updated;
    }

    private static Map<UUID, String> texts(PointOwner owner, List<RetrievedPoint> points) {
        Map<UUID, String> texts = new HashMap<>();
        for (RetrievedPoint point : points) {
            UUID id = uuid(point);
            if (id != null && owner.record(id, point.getPayloadMap()).isPresent()) {
                texts.put(id, text(point.getPayloadMap()));
            }
        }
        return texts;
    }

    private static @Nullable UUID uuid(RetrievedPoint point) {
        return point.getId().hasUuid() ? UUID.fromString(point.getId().getUuid()) : null;
    }

    private static String text(Map<String, Value> payload) {
        return PayloadValues.text(payload, PayloadFields.TEXT);
    }

    private void write(Map<UUID, String> texts) {
        Map<UUID, String> pending = texts;
        while (!pending.isEmpty()) {
            List<PointVectors> points = new ArrayList<>();
            pending.forEach((id, text) -> points.add(point(id, text)));
            for (List<PointVectors> part : parts(points)) {
                send(part);
            }
            pending = changed(pending);
        }
    }

    private PointVectors point(UUID id, String text) {
        return PointVectors.newBuilder()
                .setId(PointFilters.pointId(id))
                .setVectors(Vectors.newBuilder()
                        .setVectors(NamedVectors.newBuilder()
                                .putVectors(
                                        target.sparseVector(),
                                        Vector.newBuilder()
                                                .setSparse(TermVectors.ofText(text))
                                                .build())))
                .build();
    }

    /** Splits points by the limits of a request. */
    private List<List<PointVectors>> parts(List<PointVectors> points) {
        List<List<PointVectors>> parts = new ArrayList<>();
        List<PointVectors> part = new ArrayList<>();
        long bytes = 0;
        for (PointVectors point : points) {
            bytes += point.getSerializedSize();
            if (!part.isEmpty()
                    && (bytes > target.writes().bytes()
                            || part.size() == target.writes().points())) {
                parts.add(part);
                part = new ArrayList<>();
                bytes = point.getSerializedSize();
            }
            part.add(point);
        }
        parts.add(part);
        return parts;
    }

    private void send(List<PointVectors> points) {
        UpdatePointVectors request = UpdatePointVectors.newBuilder()
                .setCollectionName(target.collection())
                .setWait(true)
                .addAllPoints(points)
                .setUpdateFilter(STORED)
                .build();
        Call call = Call.write("index the words of " + points.size() + " points in collection " + target.collection());
        Writer.requireCompleted(call, connection.await(call, connection.points().updateVectors(request)));
    }

    /** The points that have another text by now. */
    private Map<UUID, String> changed(Map<UUID, String> written) {
        GetPoints.Builder request = GetPoints.newBuilder()
                .setCollectionName(target.collection())
                .setWithPayload(PayloadFields.only(List.of(PayloadFields.TEXT)));
        written.keySet().forEach(id -> request.addIds(PointFilters.pointId(id)));
        Map<UUID, String> changed = new HashMap<>();
        Call call = Call.read("read " + written.size() + " texts again in collection " + target.collection());
        for (RetrievedPoint point :
                connection.await(call, connection.points().get(request.build())).getResultList()) {
            UUID id = uuid(point);
            String text = text(point.getPayloadMap());
            if (id != null && !text.equals(written.get(id))) {
                changed.put(id, text);
            }
        }
        return changed;
    }
}
