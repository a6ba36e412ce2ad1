package io.syncline.qdrant;

import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.NamedVectors;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.Vectors;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.PointId;
import java.util.Map;
import java.util.UUID;

/**
 * Ids of the points that Syncline stores for itself. They have a prefix of their own, no vector, and a point type of their
 * own, so that no search, listing or count finds them.
 */
final class ReservedPoints {

    /** The letters {@code Syncli}; the points of a model have a hash instead. */
    private static final long PREFIX = 0x5379_6E63_6C69_0000L;

    private static final long VERSION_8 = 0x8000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final int FILLING = 1;
    private static final int MARK = 2;

    private ReservedPoints() {}

    /** Whether Syncline keeps such a point for itself. */
    static boolean isReserved(UUID id) {
        return (id.getMostSignificantBits() & 0xFFFF_FFFF_FFFF_0000L) == PREFIX;
    }

    /** The point that holds the identity of a collection. */
    static UUID filling() {
        return id(FILLING, 0);
    }

    /** The point that holds the mark of a model. */
    static UUID mark(ModelKey key) {
        return id(MARK, PointId.prefix(key, PointId.Kind.NUMBER) >>> 16);
    }

    /** The least id that the point of a mark could have. */
    static UUID firstMark() {
        return id(MARK, 0);
    }

    /** A point without vectors. */
    static PointStruct point(UUID id, Map<String, Value> payload) {
        return PointStruct.newBuilder()
                .setId(PointFilters.pointId(id))
                .setVectors(Vectors.newBuilder().setVectors(NamedVectors.getDefaultInstance()))
                .putAllPayload(payload)
                .build();
    }

    private static UUID id(int kind, long number) {
        return new UUID(PREFIX | VERSION_8 | kind, VARIANT | number);
    }
}
