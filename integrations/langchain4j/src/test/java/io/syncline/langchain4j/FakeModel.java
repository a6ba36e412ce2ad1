package io.syncline.langchain4j;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.output.TokenUsage;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A model that answers as a test wants. */
record FakeModel(
        Function<List<String>, List<float[]>> vectors,
        @Nullable TokenUsage usage) implements EmbeddingModel {

    FakeModel(Function<List<String>, List<float[]>> vectors) {
        this(vectors, null);
    }

    static FakeModel failing(RuntimeException failure) {
        return new FakeModel(texts -> {
            throw failure;
        });
    }

    @Override
    public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
        List<float[]> answer =
                vectors.apply(segments.stream().map(TextSegment::text).toList());
        return new Response<>(answer.stream().map(Embedding::new).toList(), usage, null);
    }
}
