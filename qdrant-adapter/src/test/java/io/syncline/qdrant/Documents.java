package io.syncline.qdrant;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.core.port.embedding.EmbedderFingerprint;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.vector.EmbeddedChunk;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.Payload;
import io.syncline.core.port.vector.SinkSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Documents to store, each determined by its record, version and number of chunks. */
final class Documents {

    static final int DIMENSION = 8;
    static final ModelKey PARTNERS = new ModelKey("odoo:demo", ModelName.of("res.partner"));
    static final ModelKey PRODUCTS = new ModelKey("odoo:demo", ModelName.of("product.template"));
    static final SinkSchema SCHEMA = schema("tiny", DIMENSION);

    private Documents() {}

    static SinkSchema schema(String model, int dimension) {
        return new SinkSchema(new EmbedderFingerprint("test", model, dimension, ""));
    }

    static EmbeddedDocument document(long record, long version, int chunks) {
        return document(record, version, chunks, DIMENSION);
    }

    static EmbeddedDocument document(long record, long version, int chunks, int dimension) {
        List<EmbeddedChunk> list = new ArrayList<>();
        for (int i = 0; i < chunks; i++) {
            list.add(new EmbeddedChunk(text(record, version, i), vector(record * 31 + version * 7 + i, dimension)));
        }
        return new EmbeddedDocument(
                RecordId.of(record),
                version,
                "hash-" + record + "-" + version,
                "fp",
                Payload.of(Map.of("city", "Colombo", "rank", record)),
                list);
    }

    /** The document of a number, under another id. */
    static EmbeddedDocument document(RecordId id, long number, long version, int chunks) {
        EmbeddedDocument like = document(number, version, chunks);
        return new EmbeddedDocument(id, version, like.contentHash(), like.fingerprint(), like.payload(), like.chunks());
    }

    /** A document of one chunk of a dimension. */
    static EmbeddedDocument in(int dimension, RecordId id, long version) {
        EmbeddedDocument like = document(id.hashCode(), version, 1, dimension);
        return new EmbeddedDocument(id, version, like.contentHash(), like.fingerprint(), like.payload(), like.chunks());
    }

    static EmbeddedDocument document(long record, Embedding... embeddings) {
        List<EmbeddedChunk> chunks = IntStream.range(0, embeddings.length)
                .mapToObj(i -> new EmbeddedChunk(text(record, 1, i), embeddings[i]))
                .toList();
        return new EmbeddedDocument(RecordId.of(record), 1, "hash-" + record, "fp", Payload.EMPTY, chunks);
    }

    static List<EmbeddedDocument> documents(long from, long to, long version) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(record -> document(record, version, 1))
                .toList();
    }

    static String text(long record, long version, int chunk) {
        return "record " + record + " version " + version + " chunk " + chunk;
    }

    static Embedding vector(long seed, int dimension) {
        Random random = new Random(seed);
        float[] values = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Embedding.of(values);
    }

    /** A unit vector of which only two numbers are not 0, at a given cosine to the first axis. */
    static Embedding atCosine(double cosine) {
        float[] values = new float[DIMENSION];
        values[0] = (float) cosine;
        values[1] = (float) Math.sqrt(1 - cosine * cosine);
        return Embedding.of(values);
    }
}
