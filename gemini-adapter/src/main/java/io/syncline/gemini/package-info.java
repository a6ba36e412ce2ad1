/** Embedder for the Gemini API of Google. */
@NullMarked
package io.syncline.gemini;

import org.jspecify.annotations.NullMarked;
