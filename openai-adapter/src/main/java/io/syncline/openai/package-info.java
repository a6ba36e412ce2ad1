/** Embedder for OpenAI, and for servers with an embeddings endpoint like that of OpenAI. */
@NullMarked
package io.syncline.openai;

import org.jspecify.annotations.NullMarked;
