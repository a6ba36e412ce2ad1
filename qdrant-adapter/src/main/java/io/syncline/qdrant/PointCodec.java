package io.syncline.qdrant;

import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnsafeByteOperations;
import io.qdrant.client.grpc.Points.DenseVector;
import io.qdrant.client.grpc.Points.Document;
import io.qdrant.client.grpc.Points.NamedVectors;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.SparseVector;
import io.qdrant.client.grpc.Points.Vector;
import io.qdrant.client.grpc.Points.Vectors;
import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.vector.EmbeddedChunk;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.PointId;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Builds complete points from the documents of one model. */
final class PointCodec {

    static final String WORD_MODEL = "qdrant/bm25";

    // Within these squared norms, the server's 32-bit arithmetic normalises vectors correctly.
    private static final double LEAST_SQUARE = 1e-4;
    private static final double GREATEST_SQUARE = 1e30;

    private final Target target;
    private final ModelKey key;
    private final long epoch;
    private final long prefix;

    PointCodec(Target target, ModelKey key, long epoch) {
        this.target = target;
        this.key = key;
        this.epoch = epoch;
        this.prefix = PointId.prefix(key);
    }

    /** Refuses vectors that the server would store incorrectly or drop. */
    void check(EmbeddedDocument document) {
        for (EmbeddedChunk chunk : document.chunks()) {
            check(document, chunk.embedding());
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
        return PointId.of(prefix, document.id(), chunk);
    }

    /** The ids of all chunks, in order. */
    List<UUID> ids(List<EmbeddedDocument> documents) {
        List<UUID> ids = new ArrayList<>();
        for (EmbeddedDocument document : documents) {
            for (int chunk = 0; chunk < document.chunks().size(); chunk++) {
                ids.add(id(document, chunk));
            }
        }
        return ids;
    }

    PointStruct point(EmbeddedDocument document, int index) {
        EmbeddedChunk chunk = document.chunks().get(index);
        PointStruct.Builder point = PointStruct.newBuilder()
                .setId(PointFilters.pointId(id(document, index)))
                .setVectors(Vectors.newBuilder().setVectors(vectors(chunk)));
        document.payload().values().forEach((name, value) -> point.putPayload(name, PayloadValues.ofAny(value)));
        return point.putPayload(
                        PayloadFields.RECORD_ID, PayloadValues.of(document.id().value()))
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
            case WRITTEN ->
                vectors.putVectors(
                        target.sparseVector(),
                        Vector.newBuilder().setDocument(words(chunk.text())).build());
        }
        return vectors.build();
    }

    static Document words(String text) {
        return Document.newBuilder().setText(text).setModel(WORD_MODEL).build();
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
