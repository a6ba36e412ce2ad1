/** Measurements of what lies between an embedding service and its vectors. */
@NullMarked
package io.syncline.benchmarks.embedding;

import org.jspecify.annotations.NullMarked;
