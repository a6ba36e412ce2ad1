package io.syncline.sqlite;

/**
 * All vectors of a model at one generation, normalised. Filled by one thread, then read-only.
 *
 * <p>The numbers are stored in blocks, because those of a large model exceed the maximum array length.
 */
final class CachedVectors {

    private static final int ROWS_PER_BLOCK = 4096;
    private static final int KEY_BYTES = Long.BYTES + Integer.BYTES;

    private final Models.Stored model;
    private final int dimension;
    private final long[] records;
    private final int[] chunks;
    private final float[][] blocks;
    private int size;

    CachedVectors(Models.Stored model, int rows, int dimension) {
        this.model = model;
        this.dimension = dimension;
        records = new long[rows];
        chunks = new int[rows];
        blocks = new float[(rows + ROWS_PER_BLOCK - 1) / ROWS_PER_BLOCK][];
        for (int block = 0; block < blocks.length; block++) {
            blocks[block] = new float[Math.min(ROWS_PER_BLOCK, rows - block * ROWS_PER_BLOCK) * dimension];
        }
    }

    /** The memory that a number of vectors needs, in bytes. */
    static long bytes(long rows, int dimension) {
        return rows * ((long) dimension * Float.BYTES + KEY_BYTES);
    }

    long bytes() {
        return bytes(records.length, dimension);
    }

    Models.Stored model() {
        return model;
    }

    void add(long record, int chunk, float[] vector) {
        records[size] = record;
        chunks[size] = chunk;
        System.arraycopy(vector, 0, blocks[size / ROWS_PER_BLOCK], size % ROWS_PER_BLOCK * dimension, dimension);
        size++;
    }

    void scan(float[] query, TopHits hits) {
        for (int row = 0; row < size; row++) {
            float score = VectorBlob.dot(query, blocks[row / ROWS_PER_BLOCK], row % ROWS_PER_BLOCK * dimension);
            hits.add(model, records[row], chunks[row], score);
        }
    }
}
