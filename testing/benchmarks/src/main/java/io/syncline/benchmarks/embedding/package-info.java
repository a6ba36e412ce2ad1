/** Measurements of embedding: the use of a quota, and the decoding of answers. */
@NullMarked
package io.syncline.benchmarks.embedding;

import org.jspecify.annotations.NullMarked;
