package io.syncline.core.port.embedding;

/**
 * How much one embedding request may hold, and how many concurrent requests are useful.
 *
 * @param inputs the most texts in a request
 * @param tokensPerRequest the most tokens in a request, all texts together, by {@link io.syncline.core.port.Embedder#tokens}
 * @param tokensPerInput the most tokens in one text, by {@link io.syncline.core.port.Embedder#tokens}
 * @param concurrency how many concurrent requests the embedder can use
 */
public record EmbedderLimits(int inputs, int tokensPerRequest, int tokensPerInput, int concurrency) {

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one of them is not positive or a single input could not be sent
     */
    public EmbedderLimits {
        if (inputs <= 0 || tokensPerInput <= 0 || concurrency <= 0 || tokensPerRequest < tokensPerInput) {
            throw new IllegalArgumentException(
                    "Limits must be positive, and a request must hold an input of maximal size, not " + inputs
                            + " inputs, " + tokensPerRequest + " tokens a request, " + tokensPerInput
                            + " tokens an input, " + concurrency + " concurrent requests");
        }
    }
}
