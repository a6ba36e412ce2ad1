package io.syncline.sqlite;

import io.syncline.api.RecordId;

/**
 * All vectors of a model at one generation, normalised. Filled by one thread, then read-only.
 *
 * <p>The numbers are stored in blocks, because those of a large model exceed the maximum array length.
 */
final class CachedVectors {

    private static final int ROWS_PER_BLOCK = 4096;

    /** A chunk index, a reference, and the object of a record id without its text. */
    private static final int KEY_BYTES = Integer.BYTES + Long.BYTES + 24;

    private final Models.Stored model;
    private final int dimension;
    private final RecordId[] records;
    private final long textBytes;
    private final int[] chunks;
    private final float[][] blocks;
    private int size;

    /**
     * An empty cache of a model.
     *
     * @param textBytes the length of all record ids that are texts
     */
    CachedVectors(Models.Stored model, int rows, int dimension, long textBytes) {
        this.model = model;
        this.dimension = dimension;
        this.textBytes = textBytes;
        records = new RecordId[rows];
        chunks = new int[rows];
        blocks = new float[(rows + ROWS_PER_BLOCK - 1) / ROWS_PER_BLOCK][];
        for (int block = 0; block < blocks.length; block++) {
            blocks[block] = new float[Math.min(ROWS_PER_BLOCK, rows - block * ROWS_PER_BLOCK) * dimension];
        }
    }

    /** The memory that a number of vectors needs, in bytes, without the texts of record ids. */
    static long bytes(long rows, int dimension) {
        return rows * ((long) dimension * Float.BYTES + KEY_BYTES);
    }

    long bytes() {
        return bytes(records.length, dimension) + textBytes;
    }

    Models.Stored model() {
        return model;
    }

    void add(RecordId record, int chunk, float[] vector) {
        records[size] = record;
        chunks[size] = chunk;
        System.arraycopy(vector, 0, blocks[size / ROWS_PER_BLOCK], size % ROWS_PER_BLOCK * dimension, dimension);
        size++;
    }

    void scan(float[] query, ScoredChunks hits) {
        for (int row = 0; row < size; row++) {
            float score = VectorBlob.dot(query, blocks[row / ROWS_PER_BLOCK], row % ROWS_PER_BLOCK * dimension);
            hits.add(model, records[row], chunks[row], score);
        }
    }
}
