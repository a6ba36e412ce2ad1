package io.syncline.testkit.forward;

import io.syncline.core.port.Embedder;
import io.syncline.core.port.embedding.EmbedderFingerprint;
import io.syncline.core.port.embedding.EmbedderLimits;
import io.syncline.core.port.embedding.EmbeddingResult;
import io.syncline.core.port.embedding.InputType;
import java.util.List;

/** An embedder that does as another one does, to be changed in places. Thread-safe if the other one is. */
public abstract class ForwardingEmbedder implements Embedder {

    /** The one that calls are handed on to. */
    protected final Embedder next;

    /**
     * Hands calls on.
     *
     * @param next the other embedder; it is closed with this one
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
