package io.syncline.testkit.memory;

import io.syncline.api.failure.RejectedException;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.embedding.EmbedderFingerprint;
import io.syncline.core.port.embedding.EmbedderLimits;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.embedding.EmbeddingResult;
import io.syncline.core.port.embedding.InputType;
import io.syncline.testkit.CallCounts;
import io.syncline.testkit.PortMethod;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToIntFunction;

/**
 * An embedder that hashes words into unit vectors: texts that share words are near each other, and the numbers have no
 * other meaning. It refuses requests beyond its limits, and blank texts.
 *
 * <p>Thread-safe. Deterministic: the same text gives the same vector on every machine.
 */
public final class InMemoryEmbedder implements Embedder {

    private final EmbedderFingerprint fingerprint;
    private final EmbedderLimits limits;
    private final ToIntFunction<String> tokenizer;
    private final HashedWords words;
    private final Entrance entrance = new Entrance("embedder");
    private final AtomicLong texts = new AtomicLong();
    private final AtomicLong tokens = new AtomicLong();

    private InMemoryEmbedder(Builder builder) {
        fingerprint = new EmbedderFingerprint("memory", builder.model, builder.dimension, "");
        limits = builder.limits;
        tokenizer = builder.tokenizer;
        words = new HashedWords(builder.dimension, builder.model.hashCode());
    }

    /**
     * Starts an embedder.
     *
     * @return a builder; not thread-safe
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * How often the port was called.
     *
     * @return the live counters
     */
    public CallCounts calls() {
        return entrance.calls();
    }

    /**
     * How many texts were embedded.
     *
     * @return a number of texts, refused requests left out
     */
    public long embeddedTexts() {
        return texts.get();
    }

    /**
     * How many tokens were embedded.
     *
     * @return a number of tokens, refused requests left out
     */
    public long embeddedTokens() {
        return tokens.get();
    }

    @Override
    public EmbedderFingerprint fingerprint() {
        return fingerprint;
    }

    @Override
    public EmbedderLimits limits() {
        return limits;
    }

    @Override
    public int tokens(String text) {
        return tokenizer.applyAsInt(text);
    }

    @Override
    public EmbeddingResult embed(List<String> requested, InputType type) {
        entrance.enter(PortMethod.EMBEDDER_EMBED);
        long counted = checkedTokens(requested);
        List<Embedding> embeddings = requested.stream().map(words::embed).toList();
        texts.addAndGet(requested.size());
        tokens.addAndGet(counted);
        return new EmbeddingResult(embeddings, counted);
    }

    private long checkedTokens(List<String> requested) {
        if (requested.isEmpty() || requested.size() > limits.inputs()) {
            throw new RejectedException("A request holds 1 to " + limits.inputs() + " texts, not " + requested.size());
        }
        long sum = 0;
        for (int i = 0; i < requested.size(); i++) {
            sum += checkedTokens(requested.get(i), i);
        }
        if (sum > limits.tokensPerRequest()) {
            throw new RejectedException(
                    "The request has " + sum + " tokens, more than " + limits.tokensPerRequest() + " in all");
        }
        return sum;
    }

    private int checkedTokens(String text, int index) {
        if (text.isBlank()) {
            throw new RejectedException("Text " + index + " of the request is blank");
        }
        int count = tokens(text);
        if (count > limits.tokensPerInput()) {
            throw new RejectedException(
                    "Text " + index + " of the request has " + count + " tokens, more than " + limits.tokensPerInput());
        }
        return count;
    }

    @Override
    public void close() {
        entrance.close();
    }

    /** Builds an {@link InMemoryEmbedder}; not thread-safe. */
    public static final class Builder {

        private String model = "hashed-words";
        private int dimension = 16;
        private EmbedderLimits limits = new EmbedderLimits(100, 20_000, 1_000, 8);
        private ToIntFunction<String> tokenizer = HashedWords::count;

        private Builder() {}

        /**
         * Names the model; vectors of two models have nothing in common. {@code hashed-words} unless set.
         *
         * @param value a name
         * @return this builder
         */
        public Builder model(String value) {
            model = value;
            return this;
        }

        /**
         * Sets the length of the vectors; 16 unless set.
         *
         * @param value numbers per vector, positive
         * @return this builder
         */
        public Builder dimension(int value) {
            Entrance.requirePositive("dimension", value);
            dimension = value;
            return this;
        }

        /**
         * Sets what a request may hold; 100 texts, 20,000 tokens, 1,000 of them in one text, and 8 requests at once
         * unless set.
         *
         * @param value the limits, which are enforced except for the concurrency
         * @return this builder
         */
        public Builder limits(EmbedderLimits value) {
            limits = value;
            return this;
        }

        /**
         * Sets how tokens are counted; one for each word and for each run of other signs unless set.
         *
         * @param value a function that needs no other state
         * @return this builder
         */
        public Builder tokenizer(ToIntFunction<String> value) {
            tokenizer = value;
            return this;
        }

        /**
         * Builds the embedder.
         *
         * @return the embedder
         */
        public InMemoryEmbedder build() {
            return new InMemoryEmbedder(this);
        }
    }
}
