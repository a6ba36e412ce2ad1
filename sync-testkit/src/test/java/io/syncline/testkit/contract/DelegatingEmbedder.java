package io.syncline.testkit.contract;

import io.syncline.core.port.Embedder;
import io.syncline.core.port.EmbedderFingerprint;
import io.syncline.core.port.EmbedderLimits;
import io.syncline.core.port.EmbeddingResult;
import io.syncline.core.port.InputType;
import java.util.List;

/** An embedder to be broken in one place. */
class DelegatingEmbedder implements Embedder {

    final Embedder embedder;

    DelegatingEmbedder(Embedder embedder) {
        this.embedder = embedder;
    }

    @Override
    public EmbedderFingerprint fingerprint() {
        return embedder.fingerprint();
    }

    @Override
    public EmbedderLimits limits() {
        return embedder.limits();
    }

    @Override
    public int tokens(String text) {
        return embedder.tokens(text);
    }

    @Override
    public EmbeddingResult embed(List<String> texts, InputType type) {
        return embedder.embed(texts, type);
    }

    @Override
    public void close() {
        embedder.close();
    }
}
