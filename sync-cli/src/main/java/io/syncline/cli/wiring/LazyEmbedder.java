package io.syncline.cli.wiring;

import io.syncline.core.port.Embedder;
import io.syncline.core.port.EmbedderFingerprint;
import io.syncline.core.port.EmbedderLimits;
import io.syncline.core.port.EmbeddingResult;
import io.syncline.core.port.InputType;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Loads its model when it is asked for anything, so that commands that embed nothing start at once. Thread-safe. */
final class LazyEmbedder implements Embedder {

    private final Supplier<Embedder> opener;
    private @Nullable Embedder opened;
    private boolean closed;

    LazyEmbedder(Supplier<Embedder> opener) {
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
        return opened().fingerprint();
    }

    @Override
    public EmbedderLimits limits() {
        return opened().limits();
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
