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

/** Makes whole points out of the documents of one model. */
final class PointCodec {

    static final String WORD_MODEL = "qdrant/bm25";

    // Squares of norms between these are far from where the server's 32-bit arithmetic fails to normalise.
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

    /** Refuses what the server would store wrongly or drop. */
    void check(EmbeddedDocument document) {
        for (EmbeddedChunk chunk : document.chunks()) {
            check(document, chunk.embedding());
        }
    }

    private void check(EmbeddedDocument document, Embedding embedding) {
        if (embedding.dimension() != target.dimension()) {
            throw new SetupException("Record " + document.id() + " of " + key + " has a vector of "
                    + embedding.dimension() + " numbers; collection " + target.collection() + " holds vectors of "
                    + target.dimension() + ". Use the embedder the collection was prepared for");
        }
        if (isZero(embedding)) {
            throw new RejectedException("Record " + document.id() + " of " + key
                    + " has a vector of zeros, which is near to nothing; embed another text");
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
                .setId(Filters.pointId(id(document, index)))
                .setVectors(Vectors.newBuilder().setVectors(vectors(chunk)));
        document.payload().values().forEach((name, value) -> point.putPayload(name, PayloadValues.ofAny(value)));
        return point.putPayload(Fields.RECORD_ID, PayloadValues.of(document.id().value()))
                .putPayload(Fields.MODEL_NAME, PayloadValues.of(key.model().value()))
                .putPayload(Fields.SOURCE, PayloadValues.of(key.source()))
                .putPayload(Fields.POINT_TYPE, PayloadValues.of(Fields.DATA))
                .putPayload(Fields.TEXT, PayloadValues.of(chunk.text()))
                .putPayload(Fields.CONTENT_HASH, PayloadValues.of(document.contentHash()))
                .putPayload(Fields.FINGERPRINT, PayloadValues.of(document.fingerprint()))
                .putPayload(Fields.SOURCE_VERSION, PayloadValues.of(document.sourceVersion()))
                .putPayload(Fields.CHUNK_INDEX, PayloadValues.of((long) index))
                .putPayload(Fields.CHUNK_COUNT, PayloadValues.of((long)
                        document.chunks().size()))
                .putPayload(Fields.EPOCH, PayloadValues.of(epoch))
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
     * The vector as it is, or scaled to length 1 if it is so short or long that the server would not do that well. Its
     * numbers are given in the form in which they are sent: adding them one by one takes several times as long, and
     * most of the memory that a write uses.
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
