package io.syncline.cli.wiring;

import io.syncline.core.port.Embedder;
import io.syncline.core.port.embedding.EmbedderFingerprint;
import io.syncline.core.port.embedding.EmbedderLimits;
import io.syncline.core.port.embedding.EmbeddingResult;
import io.syncline.core.port.embedding.InputType;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Loads its model when there is something to embed, so that runs without changes end at once. Thread-safe. */
final class LazyEmbedder implements Embedder {

    private final EmbedderFingerprint fingerprint;
    private final EmbedderLimits limits;
    private final Supplier<Embedder> opener;
    private @Nullable Embedder opened;
    private boolean closed;

    LazyEmbedder(EmbedderFingerprint fingerprint, EmbedderLimits limits, Supplier<Embedder> opener) {
        this.fingerprint = fingerprint;
        this.limits = limits;
        this.opener = opener;
    }

    private synchronized Embedder opened() {
        if (closed) {
            throw new IllegalStateException("The embedder is closed");
        }
        if (opened == null) {
            opened = opener.get();
        }
        return opened;
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
        return opened().tokens(text);
    }

    @Override
    public EmbeddingResult embed(List<String> texts, InputType type) {
        return opened().embed(texts, type);
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (opened != null) {
            opened.close();
        }
    }
}
