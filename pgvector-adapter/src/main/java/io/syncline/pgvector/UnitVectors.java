package io.syncline.pgvector;

import io.syncline.core.port.embedding.Embedding;

/**
 * Vectors at length 1, which changes no cosine: so that no square overflows single precision, and no number half precision.
 */
final class UnitVectors {

    private UnitVectors() {}

    /** The vector at length 1; one without a length stays as it is. */
    static float[] of(Embedding embedding) {
        float[] numbers = embedding.toArray();
        double squares = 0;
        for (float number : numbers) {
            squares += (double) number * number;
        }
        double length = Math.sqrt(squares);
        if (length > 0) {
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = (float) (numbers[i] / length);
            }
        }
        return numbers;
    }

    /** The cosine similarity from a cosine distance, which is not a number where a vector has no length. */
    static double similarity(double distance) {
        return Double.isNaN(distance) ? 0 : 1 - distance;
    }
}
