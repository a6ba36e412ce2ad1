package io.syncline.springai;

import io.syncline.api.failure.RejectedException;
import io.syncline.core.adapter.embedding.ItemOrder;
import io.syncline.core.adapter.embedding.ModelEmbedder;
import io.syncline.core.adapter.embedding.ModelFacts;
import io.syncline.core.adapter.embedding.TextModel;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.embedding.InputType;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.embedding.Embedding;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.embedding.EmbeddingResponse;

/**
 * Makes an {@link Embedder} of an {@code EmbeddingModel} of Spring AI.
 *
 * <p>Give the model a {@code RetryTemplate} of one attempt, or {@code maxRetries(0)} in its options where it has its own client library,
 * as that of OpenAI does: Syncline repeats requests itself, within the quota, and does not see those that the model repeats. Switch truncation off where the provider truncates by default: otherwise a text beyond its context is cut
 * there without a word. Limits, dimension and name are those of {@link ModelFacts}, which the caller knows from the provider's
 * documentation; Spring AI's {@code BatchingStrategy} is not used.
 *
 * <p>Spring AI tells the model nothing about documents and queries but by the options it was built with. For a model that makes a
 * difference, build two.
 */
public final class SpringAiEmbedder {

    private SpringAiEmbedder() {}

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
                return answer((type == InputType.QUERY ? queries : documents).embedForResponse(texts));
            } catch (RuntimeException e) {
                throw SpringAiFailures.of(name, e);
            }
        });
    }

    /** An index tells which text a vector is of, unless a service numbers its answers in another way. */
    private static TextModel.Answer answer(EmbeddingResponse response) {
        List<Embedding> results = response.getResults();
        int[] order = ItemOrder.of(
                        results.stream().mapToLong(SpringAiEmbedder::index).toArray())
                .orElseThrow(() -> new RejectedException(
                        "The model numbers its vectors in an order that does not tell their texts"));
        float[][] vectors = new float[order.length][];
        for (int i = 0; i < order.length; i++) {
            vectors[order[i]] = results.get(i).getOutput();
        }
        return new TextModel.Answer(
                List.of(vectors), tokens(response.getMetadata().getUsage()));
    }

    private static long index(Embedding embedding) {
        Integer index = embedding.getIndex();
        return index == null ? ItemOrder.NO_INDEX : index;
    }

    /** A provider that tells nothing counts 0. */
    private static OptionalLong tokens(@Nullable Usage usage) {
        Integer tokens = usage == null ? null : usage.getPromptTokens();
        return tokens == null || tokens == 0 ? OptionalLong.empty() : OptionalLong.of(tokens);
    }
}
