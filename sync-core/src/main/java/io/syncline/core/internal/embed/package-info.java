/** The calls of an embedder: {@code EmbedCalls} makes them, {@code EmbeddingCheck} checks what they return. */
@NullMarked
package io.syncline.core.internal.embed;

import org.jspecify.annotations.NullMarked;
