package io.syncline.core.port;

import io.syncline.core.port.embedding.EmbedderFingerprint;
import io.syncline.core.port.embedding.EmbedderLimits;
import io.syncline.core.port.embedding.EmbeddingResult;
import io.syncline.core.port.embedding.InputType;
import java.util.List;

/**
 * Turns texts into vectors.
 *
 * <p>The same text gives the same vector, whatever else is in the request, as far as the model's arithmetic allows.
 * Nothing is cut silently: a text beyond {@link EmbedderLimits#tokensPerInput()} is refused.
 *
 * <p>Thread-safe.
 */
public interface Embedder extends AutoCloseable {

    /**
     * What decides about the vectors. Vectors of different fingerprints are never compared with each other.
     *
     * @return the fingerprint, the same at each call
     */
    EmbedderFingerprint fingerprint();

    /**
     * How much one request may hold.
     *
     * @return the limits, the same at each call
     */
    EmbedderLimits limits();

    /**
     * Counts tokens, without a request to anybody.
     *
     * @param text any text
     * @return the number of tokens by the model's own tokenizer, or an estimate that is rather too high than too low
     */
    int tokens(String text);

    /**
     * Embeds texts, in one request.
     *
     * @param texts at least one text and no more than the limits allow, none of them blank
     * @param type what for
     * @return one vector per text, in the same order
     * @throws io.syncline.api.failure.RejectedException if a text or the request as a whole is refused for its content
     *     or size
     * @throws io.syncline.api.failure.SetupException if the credentials or the model are wrong
     */
    EmbeddingResult embed(List<String> texts, InputType type);

    /** Releases connections and memory; further calls fail. Closing again does nothing. */
    @Override
    void close();
}
