package io.syncline.core.port.embedding;

/**
 * What decides about the vectors of an embedder.
 *
 * @param provider who computes them, such as {@code voyage}
 * @param model the model and its version, such as {@code voyage-4}
 * @param dimension numbers per vector, positive
 * @param variant whatever else changes the vectors, such as a quantisation; may be empty
 */
public record EmbedderFingerprint(String provider, String model, int dimension, String variant) {

    /**
     * Checks the dimension.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public EmbedderFingerprint {
        if (dimension <= 0) {
            throw new IllegalArgumentException("The dimension must be positive, not " + dimension);
        }
    }

    /** One line, such as {@code voyage/voyage-4/1024}; equal fingerprints give equal lines. */
    @Override
    public String toString() {
        return provider + "/" + model + "/" + dimension + (variant.isEmpty() ? "" : "/" + variant);
    }
}
