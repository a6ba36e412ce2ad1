package io.syncline.qdrant;

import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.GetPoints;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.syncline.api.failure.UnknownOutcomeException;
import io.syncline.core.port.vector.SinkIdentity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The identity of a collection: a random id in its metadata, from its creation on. A collection that an earlier version
 * created, and one of a server without metadata, gets it in a reserved point, since only points can be written under the
 * condition that there is none: processes that prepare such a collection concurrently agree on one identity.
 */
final class Fillings {

    /** Matches no stored point, so that points are inserted only. */
    private static final Filter NONE = Filter.newBuilder()
            .addMust(PointFilters.hasId(List.of(new UUID(0, 0))))
            .build();

    private static final String FORM = "[A-Za-z0-9-]{1,64}";

    private final QdrantConnection connection;
    private final ServerVersion version;
    private final Supplier<UUID> random;

    Fillings(QdrantConnection connection, ServerVersion version, Supplier<UUID> random) {
        this.connection = connection;
        this.version = version;
        this.random = random;
    }

    /** The identity, or {@link SinkIdentity#UNKNOWN}. */
    String known(String collection, CollectionInfo info) {
        return inMetadata(info).or(() -> stored(collection)).orElse(SinkIdentity.UNKNOWN);
    }

    /** The identity, which the collection gets if it has none. */
    String ensure(String collection, CollectionInfo info) {
        Optional<String> known = inMetadata(info);
        if (known.isPresent()) {
            return known.get();
        }
        String filling = stored(collection).orElseGet(() -> claim(collection));
        if (version.hasMetadata()) {
            new CollectionAdmin(connection).remember(collection, CollectionMetadata.FILLING, PayloadValues.of(filling));
        }
        return filling;
    }

    private static Optional<String> inMetadata(CollectionInfo info) {
        return CollectionMetadata.of(info).filling().filter(id -> id.matches(FORM));
    }

    private Optional<String> stored(String collection) {
        GetPoints request = GetPoints.newBuilder()
                .setCollectionName(collection)
                .addIds(PointFilters.pointId(ReservedPoints.filling()))
                .setWithPayload(PayloadFields.all())
                .build();
        Call call = Call.read("read the identity of collection " + collection);
        return connection.await(call, connection.points().get(request)).getResultList().stream()
                .map(point -> PayloadValues.text(point.getPayloadMap(), PayloadFields.FILLING))
                .filter(id -> id.matches(FORM))
                .findFirst();
    }

    /** Stores an identity unless there is one, and returns the one that is stored. */
    private String claim(String collection) {
        Map<String, Value> payload = Map.of(
                PayloadFields.POINT_TYPE, PayloadValues.of(PayloadFields.FILLING),
                PayloadFields.FILLING, PayloadValues.of(random.get().toString()));
        UpsertPoints.Builder request = UpsertPoints.newBuilder()
                .setCollectionName(collection)
                .setWait(true)
                .addPoints(ReservedPoints.point(ReservedPoints.filling(), payload));
        if (version.hasUpdateFilter()) {
            request.setUpdateFilter(NONE);
        }
        Call call = Call.write("store the identity of collection " + collection);
        Writer.requireCompleted(call, connection.await(call, connection.points().upsert(request.build())));
        return stored(collection)
                .orElseThrow(() -> new UnknownOutcomeException("Could not " + call.what()
                        + ": the point that holds it is missing. Is somebody deleting points? Start again"));
    }
}
