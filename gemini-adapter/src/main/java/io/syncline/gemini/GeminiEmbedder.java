package io.syncline.gemini;

import io.syncline.core.port.embedding.EmbedderQuota;
import io.syncline.core.port.embedding.InputType;
import io.syncline.embedding.http.EmbeddingEndpoint;
import io.syncline.embedding.http.EmbeddingList;
import io.syncline.embedding.http.EmbeddingListFormat;
import io.syncline.embedding.http.EmbeddingListReader;
import io.syncline.embedding.http.HttpEmbedder;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Embeds with the text models of Google's Gemini API.
 *
 * <p>Requests state whether texts are documents or queries, as the models expect. A text that exceeds the context of the model is
 * refused before it is sent, since the service may truncate it. Token counts are estimates on the high side; each result holds the
 * count of the service.
 *
 * <p>Thread-safe.
 */
public final class GeminiEmbedder extends HttpEmbedder {

    private static final EmbeddingListFormat FORMAT =
            new EmbeddingListFormat("embeddings", "values", "usageMetadata", List.of("promptTokenCount"));

    private final GeminiModel model;

    GeminiEmbedder(GeminiModel model, EmbeddingEndpoint endpoint, EmbedderQuota quota) {
        super(endpoint, quota);
        this.model = model;
    }

    /** Starts with the defaults: model {@code gemini-embedding-2}, dimension 3072, no quota. */
    public static GeminiEmbedderBuilder builder() {
        return new GeminiEmbedderBuilder();
    }

    /** An estimate that includes what is sent before the text. */
    @Override
    public int tokens(String text) {
        return model.prefixes().tokens(text);
    }

    @Override
    protected String input(String text, InputType type) {
        return model.prefixes().before(text, type);
    }

    /** A request for each text: several parts of one content would become one vector. */
    @Override
    protected Map<String, Object> requestBody(List<String> inputs, InputType type) {
        return Map.of(
                "requests", inputs.stream().map(text -> request(text, type)).toList());
    }

    private Map<String, Object> request(String text, InputType type) {
        Map<String, Object> request = new HashMap<>();
        request.put("model", "models/" + model.name());
        request.put("content", Map.of("parts", List.of(Map.of("text", text))));
        request.put("outputDimensionality", fingerprint().dimension());
        if (model.takesTaskType()) {
            request.put("taskType", type == InputType.QUERY ? "RETRIEVAL_QUERY" : "RETRIEVAL_DOCUMENT");
        }
        return request;
    }

    @Override
    protected EmbeddingList readResponse(InputStream body, int inputs) throws IOException {
        return new EmbeddingListReader(FORMAT, inputs, fingerprint().dimension()).read(body);
    }
}
