/** Embedder for the API of Voyage AI. */
@NullMarked
package io.syncline.voyage;

import org.jspecify.annotations.NullMarked;
