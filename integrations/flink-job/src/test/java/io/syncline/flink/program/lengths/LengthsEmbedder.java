package io.syncline.flink.program.lengths;

import io.syncline.core.port.Embedder;
import io.syncline.core.port.embedding.EmbedderFingerprint;
import io.syncline.core.port.embedding.EmbedderLimits;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.embedding.EmbeddingResult;
import io.syncline.core.port.embedding.InputType;
import java.util.List;

/** Vectors of the length of a text. */
final class LengthsEmbedder implements Embedder {

    private final int size;

    LengthsEmbedder(int size) {
        this.size = size;
    }

    @Override
    public EmbedderFingerprint fingerprint() {
        return new EmbedderFingerprint("example", "lengths", size, "");
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
        float[] numbers = new float[size];
        numbers[text.length() % size] = 1;
        return Embedding.of(numbers);
    }

    @Override
    public void close() {}
}
