package io.syncline.springai;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.springframework.ai.chat.metadata.DefaultUsage;
import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.Embedding;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.embedding.EmbeddingResponse;
import org.springframework.ai.embedding.EmbeddingResponseMetadata;

/** A model that answers as a test wants, with the vectors in reverse order. */
record SpringAiModel(Function<List<String>, List<float[]>> vectors, int tokens) implements EmbeddingModel {

    SpringAiModel(Function<List<String>, List<float[]>> vectors) {
        this(vectors, 0);
    }

    static SpringAiModel failing(RuntimeException failure) {
        return new SpringAiModel(texts -> {
            throw failure;
        });
    }

    @Override
    public EmbeddingResponse call(EmbeddingRequest request) {
        List<float[]> answer = vectors.apply(request.getInstructions());
        List<Embedding> reversed = IntStream.range(0, answer.size())
                .map(index -> answer.size() - 1 - index)
                .mapToObj(index -> new Embedding(answer.get(index), index))
                .toList();
        return new EmbeddingResponse(reversed, new EmbeddingResponseMetadata("tiny", new DefaultUsage(tokens, 0)));
    }

    @Override
    public float[] embed(Document document) {
        return vectors.apply(List.of(String.valueOf(document.getText()))).get(0);
    }
}
