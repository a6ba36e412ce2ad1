package io.syncline.benchmarks.filters;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.core.port.embedding.EmbedderFingerprint;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.vector.EmbeddedChunk;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.Payload;
import io.syncline.core.port.vector.SinkSchema;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;

/**
 * Records of one chunk in clusters, with a payload, and the right answers. Immutable.
 *
 * <p>The vectors fill {@link #DIRECTIONS} of their dimensions, as those of language models fill a few tens of hundreds. Of numbers that
 * are random in each dimension the nearest ten are hardly nearer than all others, which no index finds and nobody looks for.
 */
final class FilteredRecords {

    static final ModelKey KEY = new ModelKey("bench:filters", ModelName.of("bench.record"));
    static final int DIMENSION = 128;

    static final int DIRECTIONS = 32;

    private static final int CLUSTERS = 200;
    private static final double SPREAD = 0.5;
    private static final double NOISE = 0.01;

    private final float[][] directions;
    private final float[][] vectors;

    FilteredRecords(int count) {
        SplittableRandom random = new SplittableRandom(11);
        directions = new float[DIRECTIONS][];
        for (int i = 0; i < DIRECTIONS; i++) {
            directions[i] = unit(moved(new float[DIMENSION], 1, random));
        }
        float[][] centres = new float[CLUSTERS][];
        for (int i = 0; i < CLUSTERS; i++) {
            centres[i] = near(new float[DIMENSION], 1, random);
        }
        vectors = new float[count][];
        for (int i = 0; i < count; i++) {
            vectors[i] = near(centres[random.nextInt(CLUSTERS)], SPREAD, random);
        }
    }

    /** A vector that is moved in all directions in which records differ, and very little in all others. */
    private float[] near(float[] centre, double spread, SplittableRandom random) {
        float[] vector = moved(centre, NOISE, random);
        for (float[] direction : directions) {
            double step = spread * random.nextDouble(-1, 1);
            for (int i = 0; i < DIMENSION; i++) {
                vector[i] += (float) (step * direction[i]);
            }
        }
        return unit(vector);
    }

    private static float[] moved(float[] from, double spread, SplittableRandom random) {
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = (float) (from[i] + spread * random.nextDouble(-1, 1));
        }
        return vector;
    }

    private static float[] unit(float[] vector) {
        double length = Math.sqrt(dot(vector, vector));
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = (float) (vector[i] / length);
        }
        return vector;
    }

    static SinkSchema schema() {
        return new SinkSchema(new EmbedderFingerprint("bench", "clusters", DIMENSION, ""));
    }

    int count() {
        return vectors.length;
    }

    /** Records by ascending id from 1 on, both bounds inclusive. */
    List<EmbeddedDocument> documents(long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(id -> new EmbeddedDocument(
                        RecordId.of(id),
                        id,
                        "%064x".formatted(id),
                        "fingerprint",
                        Payload.of(Map.of(
                                "parent_id.city",
                                id % 1000 == 0 ? "Graz" : "Wien",
                                "amount",
                                (double) id,
                                "active",
                                id % 2 == 0)),
                        List.of(new EmbeddedChunk("Record " + id, Embedding.of(vectors[(int) id - 1])))))
                .toList();
    }

    /** A vector near a record. */
    Embedding question(SplittableRandom random) {
        return Embedding.of(near(vectors[random.nextInt(vectors.length)], 0.1, random));
    }

    /** The nearest of some records, by comparing all. */
    List<Long> nearest(Embedding question, LongPredicate chosen, int limit) {
        float[] wanted = question.toArray();
        return LongStream.rangeClosed(1, vectors.length)
                .filter(chosen)
                .boxed()
                .map(id -> Map.entry(id, dot(wanted, vectors[(int) (id - 1)])))
                .sorted(Map.Entry.<Long, Double>comparingByValue(Comparator.reverseOrder()))
                .limit(limit)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
