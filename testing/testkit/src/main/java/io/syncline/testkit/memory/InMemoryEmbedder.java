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

    InMemoryEmbedder(InMemoryEmbedderBuilder builder) {
        String model = builder.model.or("hashed-words");
        int dimension = builder.dimension.or(16);
        fingerprint = new EmbedderFingerprint("memory", model, dimension, "");
        limits = builder.limits.or(new EmbedderLimits(100, 20_000, 1_000, 8));
        tokenizer = builder.tokenizer.or(HashedWords::count);
        words = new HashedWords(dimension, model.hashCode());
    }

    /**
     * Starts an embedder.
     *
     * @return a builder; not thread-safe
     */
    public static InMemoryEmbedderBuilder builder() {
        return new InMemoryEmbedderBuilder();
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
}
