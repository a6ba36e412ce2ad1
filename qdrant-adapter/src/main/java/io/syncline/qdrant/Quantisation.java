package io.syncline.qdrant;

/** How Qdrant compresses the vectors of its index. Full vectors are stored for the final scores. */
public enum Quantisation {
    /** No compression. */
    NONE,
    /** 8 bits per number: a quarter of the memory. */
    SCALAR,
    /** 1 bit per number: a thirty-second of the memory, for dimensions from 1,024 on. */
    BINARY
}
