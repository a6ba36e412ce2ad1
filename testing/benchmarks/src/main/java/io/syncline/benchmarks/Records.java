package io.syncline.benchmarks;

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
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/** Records of one chunk whose vectors cycle through a few prepared ones. */
public final class Records {

    /** The model of the records. */
    public static final ModelKey KEY = new ModelKey("bench:records", ModelName.of("bench.record"));

    private static final long FIRST_VERSION = 1_700_000_000_000L;
    private static final int VECTORS = 500;
    private static final String TEXT = "Lorem ipsum dolor sit amet, consetetur sadipscing elitr. ".repeat(7);

    private final SinkSchema schema;
    private final List<Embedding> embeddings = new ArrayList<>();

    /**
     * Records of a collection.
     *
     * @param dimension of the vectors
     */
    public Records(int dimension) {
        schema = new SinkSchema(new EmbedderFingerprint("bench", "random", dimension, ""));
        SplittableRandom random = new SplittableRandom(42);
        for (int i = 0; i < VECTORS; i++) {
            float[] numbers = new float[dimension];
            for (int j = 0; j < dimension; j++) {
                numbers[j] = (float) random.nextDouble(-1, 1);
            }
            embeddings.add(Embedding.of(numbers));
        }
    }

    /** What a sink prepares for. */
    public SinkSchema schema() {
        return schema;
    }

    /** Records by ascending id, both bounds inclusive. */
    public List<EmbeddedDocument> documents(long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(id -> new EmbeddedDocument(
                        RecordId.of(id), version(id), hash(id), "fingerprint", Payload.EMPTY, List.of(chunk(id))))
                .toList();
    }

    /** The vector of a record. */
    public Embedding embedding(long id) {
        return embeddings.get((int) (id % VECTORS));
    }

    /** Different for all records, as when users change one record after the other. */
    public static long version(long id) {
        return FIRST_VERSION + id * 1000;
    }

    /** The text of a record. */
    public static String text(long id) {
        return TEXT + id;
    }

    /** The content hash of a record. */
    public static String hash(long id) {
        return "%064x".formatted(id);
    }

    private EmbeddedChunk chunk(long id) {
        return new EmbeddedChunk(text(id), embedding(id));
    }
}
