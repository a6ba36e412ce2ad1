package io.syncline.testkit.forward;

import io.syncline.core.port.Embedder;
import io.syncline.core.port.embedding.EmbedderFingerprint;
import io.syncline.core.port.embedding.EmbedderLimits;
import io.syncline.core.port.embedding.EmbeddingResult;
import io.syncline.core.port.embedding.InputType;
import java.util.List;

/** An embedder that delegates all calls to another one; override some. Thread-safe if the delegate is. */
public abstract class ForwardingEmbedder implements Embedder {

    /** The delegate. */
    protected final Embedder next;

    /**
     * Delegates calls.
     *
     * @param next the delegate; closed with this one
     */
    protected ForwardingEmbedder(Embedder next) {
        this.next = next;
    }

    @Override
    public EmbedderFingerprint fingerprint() {
        return next.fingerprint();
    }

    @Override
    public EmbedderLimits limits() {
        return next.limits();
    }

    @Override
    public int tokens(String text) {
        return next.tokens(text);
    }

    @Override
    public EmbeddingResult embed(List<String> texts, InputType type) {
        return next.embed(texts, type);
    }

    @Override
    public void close() {
        next.close();
    }
}
