package io.syncline.pgvector;

/**
 * A collection that was found to fit.
 *
 * @param generation the tables that serve
 * @param type the type of its vectors
 */
record OpenedCollection(Generation generation, VectorType type) {}
