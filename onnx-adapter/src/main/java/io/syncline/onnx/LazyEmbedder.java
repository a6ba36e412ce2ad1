package io.syncline.onnx;

import io.syncline.core.port.Embedder;
import io.syncline.core.port.embedding.EmbedderFingerprint;
import io.syncline.core.port.embedding.EmbedderLimits;
import io.syncline.core.port.embedding.EmbeddingResult;
import io.syncline.core.port.embedding.InputType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Loads the model when a text is first embedded, so that runs without changes end early. Thread-safe. */
final class LazyEmbedder implements Embedder {

    private final OnnxEmbedderBuilder builder;
    private final EmbedderFingerprint fingerprint;
    private final EmbedderLimits limits;
    private @Nullable Embedder loaded;
    private boolean closed;

    LazyEmbedder(OnnxEmbedderBuilder builder) {
        this.builder = builder;
        fingerprint = builder.fingerprint();
        limits = builder.limits();
    }

    private synchronized Embedder loaded() {
        if (closed) {
            throw new IllegalStateException("The embedder is closed");
        }
        if (loaded == null) {
            loaded = builder.build();
        }
        return loaded;
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
        return loaded().tokens(text);
    }

    @Override
    public EmbeddingResult embed(List<String> texts, InputType type) {
        return loaded().embed(texts, type);
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (loaded != null) {
            loaded.close();
        }
    }
}
