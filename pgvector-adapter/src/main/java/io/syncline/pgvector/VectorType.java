package io.syncline.pgvector;

import io.syncline.api.failure.SetupException;

/**
 * The type of the vectors of a collection. An index takes single precision for up to 2000 numbers, and half precision for up
 * to 4000.
 *
 * @param name {@code vector} or {@code halfvec}
 * @param dimension numbers per vector
 */
record VectorType(String name, int dimension) {

    private static final int MOST_SINGLE = 2000;
    private static final int MOST_INDEXED = 4000;
    private static final int MOST = 16_000;

    static VectorType of(int dimension) {
        if (dimension > MOST) {
            throw new SetupException(
                    "pgvector stores vectors of at most " + MOST + " numbers, and the embedder makes some of "
                            + dimension + ". Set a smaller dimension at the embedder, or use another sink");
        }
        return new VectorType(dimension > MOST_SINGLE ? "halfvec" : "vector", dimension);
    }

    /** Whether pgvector can index it; if not, searches compare all vectors. */
    boolean isIndexable() {
        return dimension <= MOST_INDEXED;
    }

    /** The operators by which an index compares cosines. */
    String operators() {
        return name + "_cosine_ops";
    }

    /** The type as SQL writes it. */
    @Override
    public String toString() {
        return name + "(" + dimension + ")";
    }
}
