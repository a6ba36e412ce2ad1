package io.syncline.benchmarks;

import io.syncline.core.port.Embedder;
import io.syncline.core.port.embedding.EmbedderFingerprint;
import io.syncline.core.port.embedding.EmbedderLimits;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.embedding.EmbeddingResult;
import io.syncline.core.port.embedding.InputType;
import java.util.Collections;
import java.util.List;

/** Returns the same vector for every text. */
public final class NoOpEmbedder implements Embedder {

    private static final Embedding VECTOR = Embedding.of(1, 0, 0, 0);

    /** Without a service. */
    public NoOpEmbedder() {}

    @Override
    public EmbedderFingerprint fingerprint() {
        return new EmbedderFingerprint("bench", "no-op", VECTOR.dimension(), "");
    }

    @Override
    public EmbedderLimits limits() {
        return new EmbedderLimits(1000, 1_000_000, 8000, 4);
    }

    @Override
    public int tokens(String text) {
        return text.length() / 4;
    }

    @Override
    public EmbeddingResult embed(List<String> texts, InputType type) {
        return new EmbeddingResult(Collections.nCopies(texts.size(), VECTOR), 0);
    }

    @Override
    public void close() {}
}
