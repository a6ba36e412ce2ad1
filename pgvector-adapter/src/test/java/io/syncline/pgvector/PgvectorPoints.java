package io.syncline.pgvector;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.core.port.embedding.EmbedderFingerprint;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.vector.EmbeddedChunk;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.Payload;
import io.syncline.core.port.vector.SinkQuery;
import io.syncline.core.port.vector.SinkSchema;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;

/** Documents for tests of the sink. */
final class PgvectorPoints {

    static final ModelKey PARTNERS = new ModelKey("test", ModelName.of("res.partner"));
    static final ModelKey BANKS = new ModelKey("test", ModelName.of("res.bank"));
    static final int DIMENSION = 8;
    static final SinkSchema SCHEMA = schema(DIMENSION);

    private PgvectorPoints() {}

    static SinkSchema schema(int dimension) {
        return new SinkSchema(new EmbedderFingerprint("test", "random", dimension, ""));
    }

    /** Documents of one chunk with vectors that depend on the record only. */
    static List<EmbeddedDocument> documents(long first, long last) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(record -> document(record, Map.of("city", "Leeds")))
                .toList();
    }

    static EmbeddedDocument document(long record, Map<String, Object> payload) {
        return document(RecordId.of(record), vector(record, DIMENSION), payload);
    }

    static EmbeddedDocument document(RecordId record, Embedding vector, Map<String, Object> payload) {
        return new EmbeddedDocument(
                record, 1, "hash", "fp", Payload.of(payload), List.of(new EmbeddedChunk("Text of " + record, vector)));
    }

    static Embedding vector(long seed, int dimension) {
        Random random = new Random(seed);
        float[] numbers = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return Embedding.of(numbers);
    }

    static SinkQuery query(ModelKey key, Embedding vector, int limit) {
        return SinkQuery.builder()
                .source(key.source())
                .model(key.model())
                .embedding(vector)
                .limit(limit)
                .build();
    }
}
