package io.syncline.qdrant;

import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.DenseVector;
import io.qdrant.client.grpc.Points.NamedVectors;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.SparseVector;
import io.qdrant.client.grpc.Points.Vector;
import io.qdrant.client.grpc.Points.VectorOutput;
import io.qdrant.client.grpc.Points.Vectors;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Copies stored points to the ids of another source. */
final class CopiedPoints {

    /** What distinguishes the contents of two points: everything else follows from these. */
    static final List<String> COMPARED = List.of(
            PayloadFields.RECORD_ID,
            PayloadFields.CHUNK_INDEX,
            PayloadFields.CHUNK_COUNT,
            PayloadFields.SOURCE_VERSION,
            PayloadFields.CONTENT_HASH,
            PayloadFields.FINGERPRINT,
            PayloadFields.POINT_TYPE,
            PayloadFields.QUARANTINED_SINCE,
            PayloadFields.QUARANTINED_UNTIL);

    private final Target target;
    private final String source;

    CopiedPoints(Target target, String source) {
        this.target = target;
        this.source = source;
    }

    /** The copy of a point that was read with its payload and vectors; nothing but id and source differ. */
    PointStruct copy(RetrievedPoint point, UUID id) {
        return PointStruct.newBuilder()
                .setId(PointFilters.pointId(id))
                .setVectors(Vectors.newBuilder().setVectors(vectors(point)))
                .putAllPayload(point.getPayloadMap())
                .putPayload(PayloadFields.SOURCE, PayloadValues.of(source))
                .build();
    }

    /** Whether two points were written for the same chunk, from the same content, and are in the same quarantine. */
    static boolean same(Map<String, Value> one, Map<String, Value> other) {
        return COMPARED.stream().allMatch(field -> value(one, field).equals(value(other, field)));
    }

    private static Value value(Map<String, Value> payload, String field) {
        Value value = payload.getOrDefault(field, Value.getDefaultInstance());
        return value.hasNullValue() ? Value.getDefaultInstance() : value;
    }

    private NamedVectors vectors(RetrievedPoint point) {
        NamedVectors.Builder vectors = NamedVectors.newBuilder();
        if (target.words() != Target.WordVectors.ABSENT) {
            // the server retains vectors that an upsert omits, and does not return empty ones
            vectors.putVectors(
                    target.sparseVector(),
                    Vector.newBuilder()
                            .setSparse(SparseVector.getDefaultInstance())
                            .build());
        }
        point.getVectors()
                .getVectors()
                .getVectorsMap()
                .forEach((name, vector) -> vectors.putVectors(name, input(vector)));
        return vectors.build();
    }

    /** What the server returned, in the form in which it takes vectors; servers differ in the form of their answers. */
    @SuppressWarnings("deprecation")
    private static Vector input(VectorOutput stored) {
        return switch (stored.getVectorCase()) {
            case DENSE -> Vector.newBuilder().setDense(stored.getDense()).build();
            case SPARSE -> Vector.newBuilder().setSparse(stored.getSparse()).build();
            case MULTI_DENSE ->
                Vector.newBuilder().setMultiDense(stored.getMultiDense()).build();
            case VECTOR_NOT_SET ->
                stored.hasIndices()
                        ? Vector.newBuilder()
                                .setSparse(SparseVector.newBuilder()
                                        .addAllIndices(stored.getIndices().getDataList())
                                        .addAllValues(stored.getDataList()))
                                .build()
                        : Vector.newBuilder()
                                .setDense(DenseVector.newBuilder().addAllData(stored.getDataList()))
                                .build();
        };
    }
}
