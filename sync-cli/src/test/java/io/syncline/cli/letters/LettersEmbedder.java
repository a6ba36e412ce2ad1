package io.syncline.cli.letters;

import io.syncline.core.port.Embedder;
import io.syncline.core.port.embedding.EmbedderFingerprint;
import io.syncline.core.port.embedding.EmbedderLimits;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.embedding.EmbeddingResult;
import io.syncline.core.port.embedding.InputType;
import java.util.List;

/** Vectors of the letters of a text. */
final class LettersEmbedder implements Embedder {

    private final int size;

    LettersEmbedder(int size) {
        this.size = size;
    }

    @Override
    public EmbedderFingerprint fingerprint() {
        return new EmbedderFingerprint("example", "letters", size, "");
    }

    @Override
    public EmbedderLimits limits() {
        return new EmbedderLimits(8, 8_000, 1_000, 1);
    }

    @Override
    public int tokens(String text) {
        return text.length() / 4 + 1;
    }

    @Override
    public EmbeddingResult embed(List<String> texts, InputType type) {
        return new EmbeddingResult(texts.stream().map(this::vector).toList(), texts.size());
    }

    private Embedding vector(String text) {
        float[] counts = new float[size];
        text.chars().forEach(letter -> counts[letter % size]++);
        return Embedding.of(counts);
    }

    @Override
    public void close() {}
}
