/** Vectors, and what limits, identifies and prices the embedder that makes them. */
@NullMarked
package io.syncline.core.port.embedding;

import org.jspecify.annotations.NullMarked;
