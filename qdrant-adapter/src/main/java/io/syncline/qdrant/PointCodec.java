package io.syncline.qdrant;

import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnsafeByteOperations;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.DenseVector;
import io.qdrant.client.grpc.Points.NamedVectors;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.SparseVector;
import io.qdrant.client.grpc.Points.Vector;
import io.qdrant.client.grpc.Points.Vectors;
import io.syncline.api.RecordId;
import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.vector.EmbeddedChunk;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.Payload;
import io.syncline.core.port.vector.PointId;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Builds complete points from the documents of one model. Not thread-safe. */
final class PointCodec {

    // Within these squared norms, the server's 32-bit arithmetic normalises vectors correctly.
    private static final double LEAST_SQUARE = 1e-4;
    private static final double GREATEST_SQUARE = 1e30;
    private static final long MEBIBYTE = 1 << 20;
    private static final long MAX_PAYLOAD_BYTES = 32 * MEBIBYTE;

    private final Target target;
    private final ModelKey key;
    private final long epoch;
    private final PointIds ids;
    private @Nullable RecordId encodedRecord;
    private Payload encodedPayload = Payload.EMPTY;
    private Map<String, Value> encoded = Map.of();

    PointCodec(Target target, ModelKey key, long epoch) {
        this.target = target;
        this.key = key;
        this.epoch = epoch;
        this.ids = new PointIds(key);
    }

    /** Refuses vectors that the server would store incorrectly or drop, and payloads that are too large. */
    void check(EmbeddedDocument document) {
        checkPayload(document);
        for (EmbeddedChunk chunk : document.chunks()) {
            check(document, chunk.embedding());
        }
    }

    /** The payload is stored with each chunk, so a long field of a long record would take hundreds of megabytes. */
    private void checkPayload(EmbeddedDocument document) {
        if (document.payload().values().containsKey(PayloadFields.RECORD_HASH)) {
            throw new SetupException("The field '" + PayloadFields.RECORD_HASH + "' of " + key
                    + " cannot be stored in the payload: the name is used by Syncline itself. Leave it out of"
                    + " 'payload'");
        }
        int chunks = document.chunks().size();
        long bytes = PointStruct.newBuilder()
                .putAllPayload(payload(document))
                .build()
                .getSerializedSize();
        if (bytes * chunks > MAX_PAYLOAD_BYTES) {
            throw new RejectedException("Record " + document.id() + " of " + key + " was not stored: its payload of "
                    + bytes / 1024 + " KiB, which is stored with each of its " + chunks + " chunks, takes "
                    + bytes * chunks / MEBIBYTE + " MiB, and the limit is " + MAX_PAYLOAD_BYTES / MEBIBYTE
                    + " MiB. Leave long fields out of 'payload'");
        }
    }

    private void check(EmbeddedDocument document, Embedding embedding) {
        if (embedding.dimension() != target.dimension()) {
            throw new SetupException("Record " + document.id() + " of " + key + " has a vector of dimension "
                    + embedding.dimension() + "; collection " + target.collection() + " stores vectors of dimension "
                    + target.dimension() + ". Use the embedder that the collection was prepared for");
        }
        if (isZero(embedding)) {
            throw new RejectedException("Record " + document.id() + " of " + key
                    + " has a zero vector, which has no cosine similarity; embed another text");
        }
    }

    UUID id(EmbeddedDocument document, int chunk) {
        return ids.of(document.id(), chunk);
    }

    /** The ids of all chunks, in order. */
    List<UUID> ids(EmbeddedDocument document) {
        List<UUID> all = new ArrayList<>();
        for (int chunk = 0; chunk < document.chunks().size(); chunk++) {
            all.add(id(document, chunk));
        }
        return all;
    }

    PointStruct point(EmbeddedDocument document, int index) {
        EmbeddedChunk chunk = document.chunks().get(index);
        PointStruct.Builder point = PointStruct.newBuilder()
                .setId(PointFilters.pointId(id(document, index)))
                .setVectors(Vectors.newBuilder().setVectors(vectors(chunk)));
        return point.putAllPayload(payload(document))
                .putPayload(
                        PayloadFields.MODEL_NAME, PayloadValues.of(key.model().value()))
                .putPayload(PayloadFields.SOURCE, PayloadValues.of(key.source()))
                .putPayload(PayloadFields.POINT_TYPE, PayloadValues.of(PayloadFields.DATA))
                .putPayload(PayloadFields.TEXT, PayloadValues.of(chunk.text()))
                .putPayload(PayloadFields.CONTENT_HASH, PayloadValues.of(document.contentHash()))
                .putPayload(PayloadFields.FINGERPRINT, PayloadValues.of(document.fingerprint()))
                .putPayload(PayloadFields.SOURCE_VERSION, PayloadValues.of(document.sourceVersion()))
                .putPayload(PayloadFields.CHUNK_INDEX, PayloadValues.of((long) index))
                .putPayload(PayloadFields.CHUNK_COUNT, PayloadValues.of((long)
                        document.chunks().size()))
                .putPayload(PayloadFields.EPOCH, PayloadValues.of(epoch))
                .build();
    }

    /** What all chunks have in common of the payload that grows with the document; encoded once. */
    private Map<String, Value> payload(EmbeddedDocument document) {
        if (!document.id().equals(encodedRecord) || !document.payload().equals(encodedPayload)) {
            Map<String, Value> payload = new HashMap<>();
            document.payload().values().forEach((name, value) -> payload.put(name, PayloadValues.ofAny(value)));
            payload.put(PayloadFields.RECORD_ID, PayloadValues.of(document.id()));
            if (!document.id().isNumber()) {
                payload.put(PayloadFields.RECORD_HASH, PayloadValues.of(PointId.bits(document.id())));
            }
            encodedRecord = document.id();
            encodedPayload = document.payload();
            encoded = payload;
        }
        return encoded;
    }

    private NamedVectors vectors(EmbeddedChunk chunk) {
        NamedVectors.Builder vectors = NamedVectors.newBuilder()
                .putVectors(
                        target.vector(),
                        Vector.newBuilder().setDense(dense(chunk.embedding())).build());
        switch (target.words()) {
            case ABSENT -> {}
            case CLEARED ->
                vectors.putVectors(
                        target.sparseVector(),
                        Vector.newBuilder()
                                .setSparse(SparseVector.getDefaultInstance())
                                .build());
            case OUTDATED, WRITTEN ->
                vectors.putVectors(
                        target.sparseVector(),
                        Vector.newBuilder()
                                .setSparse(TermVectors.ofText(chunk.text()))
                                .build());
        }
        return vectors.build();
    }

    /**
     * The vector, scaled to length 1 if it is too short or too long for the server to normalise it correctly. Its numbers
     * are passed in their wire format: adding them one by one takes several times as long, and most of the memory of a
     * write.
     */
    static DenseVector dense(Embedding embedding) {
        double square = square(embedding);
        double scale = square == 0 || (square >= LEAST_SQUARE && square <= GREATEST_SQUARE) ? 1 : 1 / Math.sqrt(square);
        ByteBuffer numbers =
                ByteBuffer.allocate(embedding.dimension() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < embedding.dimension(); i++) {
            numbers.putFloat((float) (embedding.at(i) * scale));
        }
        UnknownFieldSet.Field packed = UnknownFieldSet.Field.newBuilder()
                .addLengthDelimited(UnsafeByteOperations.unsafeWrap(numbers.array()))
                .build();
        return DenseVector.newBuilder()
                .setUnknownFields(UnknownFieldSet.newBuilder()
                        .addField(DenseVector.DATA_FIELD_NUMBER, packed)
                        .build())
                .build();
    }

    private static boolean isZero(Embedding embedding) {
        int index = 0;
        while (index < embedding.dimension() && embedding.at(index) == 0) {
            index++;
        }
        return index == embedding.dimension();
    }

    private static double square(Embedding embedding) {
        double sum = 0;
        for (int i = 0; i < embedding.dimension(); i++) {
            sum += (double) embedding.at(i) * embedding.at(i);
        }
        return sum;
    }
}
