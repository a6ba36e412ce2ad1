package io.syncline.langchain4j;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.request.EmbeddingInputType;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.langchain4j.model.embedding.request.EmbeddingRequestParameters;
import dev.langchain4j.model.embedding.response.EmbeddingResponse;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.output.TokenUsage;
import io.syncline.core.adapter.embedding.ModelEmbedder;
import io.syncline.core.adapter.embedding.ModelFacts;
import io.syncline.core.adapter.embedding.TextModel;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.embedding.InputType;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Makes an {@link Embedder} of an {@code EmbeddingModel} of LangChain4j.
 *
 * <p>Build the model with {@code maxRetries(0)}: Syncline repeats requests itself, within the quota, and does not see those that the
 * model repeats. Switch truncation off where the provider truncates by default (such as {@code autoTruncate} and {@code truncate}
 * options): otherwise a text beyond its context is cut there without a word. Limits, dimension and name are those of {@link
 * ModelFacts}, which the caller knows from the provider's documentation.
 *
 * <p>A model that takes the input type as a parameter of a request ({@code supportedParameters()}) is told whether the texts are
 * documents or a query. For other models that make a difference, give a second one for queries.
 */
public final class LangChain4jEmbedder {

    private LangChain4jEmbedder() {}

    /**
     * An embedder over one model.
     *
     * @param facts what the model is
     * @param model the model; thread-safe, and not closed with the embedder
     * @return the embedder
     */
    public static Embedder of(ModelFacts facts, EmbeddingModel model) {
        return of(facts, model, model);
    }

    /**
     * An embedder over two models that share one space of vectors.
     *
     * @param facts what the models are
     * @param documents the model for what is stored
     * @param queries the model for what is searched
     * @return the embedder
     */
    public static Embedder of(ModelFacts facts, EmbeddingModel documents, EmbeddingModel queries) {
        String name = facts.fingerprint().toString();
        return new ModelEmbedder(facts, (texts, type) -> {
            try {
                return answer(type == InputType.QUERY ? queries : documents, texts, type);
            } catch (RuntimeException e) {
                throw LangChain4jFailures.of(name, e);
            }
        });
    }

    private static TextModel.Answer answer(EmbeddingModel model, List<String> texts, InputType type) {
        List<TextSegment> segments = texts.stream().map(TextSegment::from).toList();
        if (model.supportedParameters().contains(EmbeddingRequestParameters.INPUT_TYPE)) {
            EmbeddingResponse response = model.embed(EmbeddingRequest.builder()
                    .textSegments(segments)
                    .inputType(type == InputType.QUERY ? EmbeddingInputType.QUERY : EmbeddingInputType.DOCUMENT)
                    .build());
            return answer(response.embeddings(), response.tokenUsage());
        }
        Response<List<Embedding>> response = model.embedAll(segments);
        return answer(response.content(), response.tokenUsage());
    }

    /** A provider that tells nothing may count 0. */
    private static TextModel.Answer answer(List<Embedding> vectors, @Nullable TokenUsage usage) {
        Integer tokens = usage == null ? null : usage.inputTokenCount();
        return new TextModel.Answer(
                vectors.stream().map(Embedding::vector).toList(),
                tokens == null || tokens == 0 ? OptionalLong.empty() : OptionalLong.of(tokens));
    }
}
