package io.syncline.qdrant;

/** How Qdrant compresses the vectors that it searches first; the full vectors are kept for the final scores. */
public enum Quantisation {
    /** Not at all. */
    NONE,
    /** To 8 bits a number: a quarter of the memory. */
    SCALAR,
    /** To 1 bit a number: a thirty-second of the memory, for dimensions from 1,024 on. */
    BINARY
}
