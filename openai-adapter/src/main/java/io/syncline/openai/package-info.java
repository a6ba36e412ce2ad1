/** An embedder for any server with the embeddings endpoint of OpenAI. */
@NullMarked
package io.syncline.openai;

import org.jspecify.annotations.NullMarked;
