package io.syncline.qdrant;

import com.google.common.util.concurrent.ListenableFuture;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.JsonWithInt.NullValue;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.DeletePoints;
import io.qdrant.client.grpc.Points.GetPoints;
import io.qdrant.client.grpc.Points.PointsIdsList;
import io.qdrant.client.grpc.Points.PointsOperationResponse;
import io.qdrant.client.grpc.Points.PointsSelector;
import io.qdrant.client.grpc.Points.SetPayloadPoints;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.UnknownOutcomeException;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.SinkMark;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The marks of the models, each in a reserved point beside the points of records, so that a snapshot has it too.
 *
 * <p>A mark names the collection's identity: if a snapshot of another collection is restored over this one, the server
 * retains the metadata and replaces the points, and the marks of the other collection do not count. It names the caller
 * that wrote it, because the server does not tell whether the condition of a write was met. The value is also stored as the
 * epoch, which every collection has an index for: strict mode refuses conditions on other fields.
 */
final class Marks {

    private final QdrantConnection connection;
    private final Target target;
    private final Supplier<UUID> random;

    Marks(QdrantConnection connection, Target target, Supplier<UUID> random) {
        this.connection = connection;
        this.target = target;
        this.random = random;
    }

    Optional<SinkMark> read(ModelKey key) {
        return stored(key).map(Stored::mark);
    }

    /** The identity of the database of a model, also if its mark does not count. */
    Optional<String> database(ModelKey key) {
        return payload(key).flatMap(Marks::database);
    }

    /** The identities of the databases of a source, each one once, also if the marks do not count. */
    List<String> databases(String source) {
        PointScroll marks = new PointScroll(
                connection,
                target,
                PayloadFields.only(List.of(PayloadFields.DATABASE)),
                PointFilters.marks(source).build());
        Set<String> found = new LinkedHashSet<>();
        marks.forEach(
                Call.read("read the marks of source " + source),
                ReservedPoints.firstMark(),
                point -> database(point.getPayloadMap()).ifPresent(found::add));
        return List.copyOf(found);
    }

    /**
     * Raises a mark if it is the expected one. It is read first, since the server does not tell whether the condition of a
     * write was met: afterwards, nobody could tell whether another writer came before or after this one. A first mark has no
     * condition that another collection of the same name would not meet, so it counts only if the collection is still there
     * afterwards: an identity that is gone never comes back with nothing else.
     *
     * @param unchanged whether the collection has the identity that the mark is going to name
     */
    boolean raise(ModelKey key, long expected, SinkMark next, BooleanSupplier unchanged) {
        if (stored(key).map(stored -> stored.mark().value()).orElse(0L) != expected) {
            return false;
        }
        String token = random.get().toString();
        if (expected > 0) {
            replace(key, expected, values(next, token));
            return isWritten(key, next, token);
        }
        if (!unchanged.getAsBoolean()) {
            return false;
        }
        insert(key, next, token);
        return isWritten(key, next, token) && unchanged.getAsBoolean();
    }

    private boolean isWritten(ModelKey key, SinkMark next, String token) {
        String what = "raise the mark of " + key + " to " + next.value();
        Optional<Stored> now;
        try {
            now = stored(key);
        } catch (SyncException e) {
            throw new UnknownOutcomeException("Could not confirm the request to " + what + ": " + e.getMessage(), e);
        }
        if (now.filter(mark -> !mark.token().equals(token) && mark.mark().value() > next.value())
                .isPresent()) {
            throw new UnknownOutcomeException("Could not " + what + ": it is "
                    + now.get().mark().value() + " by now. Another process syncs " + key.model());
        }
        return now.filter(mark -> mark.token().equals(token)).isPresent();
    }

    /** Stores a mark whatever is there. */
    void put(ModelKey key, SinkMark mark) {
        upsert(key, mark, random.get().toString(), Optional.empty());
    }

    void remove(ModelKey key) {
        Call call = Call.write("delete the mark of " + key);
        DeletePoints request = DeletePoints.newBuilder()
                .setCollectionName(target.collection())
                .setWait(true)
                .setPoints(PointsSelector.newBuilder()
                        .setPoints(PointsIdsList.newBuilder().addIds(PointFilters.pointId(ReservedPoints.mark(key)))))
                .build();
        await(call, connection.points().delete(request));
    }

    /** Stores a mark unless there is one that counts. */
    private void insert(ModelKey key, SinkMark mark, String token) {
        Filter otherFilling = Filter.newBuilder()
                .addMustNot(PointFilters.keyword(PayloadFields.FILLING, target.filling()))
                .build();
        upsert(key, mark, token, Optional.of(otherFilling).filter(filter -> target.guardedByServer()));
    }

    private void upsert(ModelKey key, SinkMark mark, String token, Optional<Filter> replaceable) {
        Map<String, Value> payload = values(mark, token);
        payload.put(PayloadFields.SOURCE, PayloadValues.of(key.source()));
        payload.put(PayloadFields.MODEL_NAME, PayloadValues.of(key.model().value()));
        payload.put(PayloadFields.POINT_TYPE, PayloadValues.of(PayloadFields.MARK));
        payload.put(PayloadFields.FILLING, PayloadValues.of(target.filling()));
        UpsertPoints.Builder request = UpsertPoints.newBuilder()
                .setCollectionName(target.collection())
                .setWait(true)
                .addPoints(ReservedPoints.point(ReservedPoints.mark(key), payload));
        replaceable.ifPresent(request::setUpdateFilter);
        await(Call.write("store the mark of " + key), connection.points().upsert(request.build()));
    }

    private void replace(ModelKey key, long expected, Map<String, Value> values) {
        Filter present = Filter.newBuilder()
                .addMust(PointFilters.hasId(List.of(ReservedPoints.mark(key))))
                .addMust(PointFilters.integer(PayloadFields.EPOCH, expected))
                .build();
        SetPayloadPoints request = SetPayloadPoints.newBuilder()
                .setCollectionName(target.collection())
                .setWait(true)
                .setPointsSelector(PointsSelector.newBuilder().setFilter(present))
                .putAllPayload(values)
                .build();
        await(Call.write("raise the mark of " + key), connection.points().setPayload(request));
    }

    private void await(Call call, ListenableFuture<PointsOperationResponse> answer) {
        Writer.requireCompleted(call, connection.await(call, answer));
    }

    private static Map<String, Value> values(SinkMark mark, String token) {
        Map<String, Value> values = new HashMap<>();
        values.put(PayloadFields.MARK, PayloadValues.of(mark.value()));
        values.put(PayloadFields.EPOCH, PayloadValues.of(mark.value()));
        values.put(PayloadFields.TOKEN, PayloadValues.of(token));
        values.put(
                PayloadFields.DATABASE,
                mark.database()
                        .map(PayloadValues::of)
                        .orElseGet(() -> Value.newBuilder()
                                .setNullValue(NullValue.NULL_VALUE)
                                .build()));
        return values;
    }

    private Optional<Stored> stored(ModelKey key) {
        return payload(key)
                .filter(payload -> target.filling().equals(PayloadValues.text(payload, PayloadFields.FILLING)))
                .filter(payload -> PayloadValues.whole(payload, PayloadFields.MARK) > 0)
                .map(payload -> new Stored(
                        new SinkMark(PayloadValues.whole(payload, PayloadFields.MARK), database(payload)),
                        PayloadValues.text(payload, PayloadFields.TOKEN)));
    }

    private Optional<Map<String, Value>> payload(ModelKey key) {
        GetPoints request = GetPoints.newBuilder()
                .setCollectionName(target.collection())
                .addIds(PointFilters.pointId(ReservedPoints.mark(key)))
                .setWithPayload(PayloadFields.all())
                .build();
        Call call = Call.read("read the mark of " + key);
        return connection.await(call, connection.points().get(request)).getResultList().stream()
                .map(point -> point.getPayloadMap())
                .filter(payload -> key.source().equals(PayloadValues.text(payload, PayloadFields.SOURCE))
                        && key.model().value().equals(PayloadValues.text(payload, PayloadFields.MODEL_NAME)))
                .findFirst();
    }

    private static Optional<String> database(Map<String, Value> payload) {
        return Optional.of(PayloadValues.text(payload, PayloadFields.DATABASE)).filter(text -> !text.isEmpty());
    }

    /**
     * A stored mark.
     *
     * @param mark the mark
     * @param token who wrote it
     */
    private record Stored(SinkMark mark, String token) {}
}
