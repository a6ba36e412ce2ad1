package io.syncline.core.adapter.embedding;

import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.Metered;
import io.syncline.core.port.embedding.EmbedderFingerprint;
import io.syncline.core.port.embedding.EmbedderLimits;
import io.syncline.core.port.embedding.EmbedderQuota;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.embedding.EmbeddingResult;
import io.syncline.core.port.embedding.InputType;
import java.util.ArrayList;
import java.util.List;

/**
 * An embedder over a model of another library. It keeps to the limits that were declared, and checks what the model answers: the
 * number of vectors, their dimension, and that all numbers are finite. Thread-safe, if the model and the counter of tokens are.
 */
public final class ModelEmbedder implements Embedder, Metered {

    private final ModelFacts facts;
    private final TextModel model;
    private volatile boolean closed;

    /**
     * An embedder. It sends nothing before the first call.
     *
     * @param facts what the model is
     * @param model the model; not closed with the embedder
     */
    public ModelEmbedder(ModelFacts facts, TextModel model) {
        this.facts = facts;
        this.model = model;
    }

    @Override
    public EmbedderFingerprint fingerprint() {
        return facts.fingerprint();
    }

    @Override
    public EmbedderLimits limits() {
        return facts.limits();
    }

    @Override
    public EmbedderQuota quota() {
        return facts.quota();
    }

    @Override
    public int tokens(String text) {
        return facts.tokenCounter().applyAsInt(text);
    }

    /**
     * Embeds texts in one request.
     *
     * @throws RejectedException if the texts exceed the declared limits, the model refuses one of them, or it answers with another
     *     number of vectors or with numbers that are not finite, which may be due to one text
     * @throws SetupException if the vectors have another dimension than declared
     * @throws IllegalStateException if the embedder is closed
     */
    @Override
    public EmbeddingResult embed(List<String> texts, InputType type) {
        if (closed) {
            throw new IllegalStateException("The embedder " + fingerprint() + " has been closed");
        }
        long counted = checkedTokens(texts);
        TextModel.Answer answer = model.embed(List.copyOf(texts), type);
        return new EmbeddingResult(
                embeddings(answer.vectors(), texts.size()), answer.tokens().orElse(counted));
    }

    private long checkedTokens(List<String> texts) {
        if (texts.isEmpty() || texts.size() > limits().inputs()) {
            throw new RejectedException("A request to " + fingerprint() + " holds 1 to " + limits().inputs()
                    + " texts, not " + texts.size());
        }
        long sum = 0;
        for (int i = 0; i < texts.size(); i++) {
            sum += tokensOf(texts.get(i), i + 1);
        }
        if (sum > limits().tokensPerRequest()) {
            throw new RejectedException("A request of about " + sum + " tokens exceeds the declared limit of "
                    + limits().tokensPerRequest() + " for " + fingerprint());
        }
        return sum;
    }

    private int tokensOf(String text, int number) {
        if (text.isBlank()) {
            throw new RejectedException("Text " + number + " of the request to " + fingerprint() + " is blank");
        }
        int tokens = tokens(text);
        if (tokens > limits().tokensPerInput()) {
            throw new RejectedException("Text " + number + " of the request has about " + tokens
                    + " tokens, which exceeds the declared limit of " + limits().tokensPerInput() + " for "
                    + fingerprint() + "; use shorter chunks");
        }
        return tokens;
    }

    private List<Embedding> embeddings(List<float[]> vectors, int texts) {
        if (vectors.size() != texts) {
            throw new RejectedException(
                    fingerprint() + " answered with " + vectors.size() + " vectors for " + texts + " texts");
        }
        List<Embedding> embeddings = new ArrayList<>(texts);
        for (float[] vector : vectors) {
            embeddings.add(embedding(vector, embeddings.size() + 1));
        }
        return embeddings;
    }

    private Embedding embedding(float[] vector, int number) {
        if (vector.length != fingerprint().dimension()) {
            throw new SetupException("The model answered with a vector of dimension " + vector.length
                    + ", but is declared as " + fingerprint() + ". Declare the dimension that it has");
        }
        try {
            return Embedding.of(vector);
        } catch (IllegalArgumentException e) {
            throw new RejectedException(
                    fingerprint() + " answered to text " + number + " with a number that is not finite", e);
        }
    }

    /** Ends the embedder; the model stays open. Closing again does nothing. */
    @Override
    public void close() {
        closed = true;
    }
}
