package io.syncline.openai;

import io.syncline.core.port.embedding.EmbedderQuota;
import io.syncline.core.port.embedding.InputType;
import io.syncline.embedding.http.EmbeddingEndpoint;
import io.syncline.embedding.http.EmbeddingList;
import io.syncline.embedding.http.EmbeddingListReader;
import io.syncline.embedding.http.HttpEmbedder;
import io.syncline.embedding.http.InputPrefixes;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Embeds on any server with an endpoint like {@code /v1/embeddings} of OpenAI: OpenAI itself, or a self-hosted server such
 * as vLLM, Text Embeddings Inference, llama.cpp, LocalAI or Ollama.
 *
 * <p>Some servers refuse a text that exceeds the context of the model, others truncate it. So set the true context with
 * {@link OpenAiEmbedderBuilder#maxTokensPerInput(int)}; longer texts are never sent. Token counts are estimates on the high
 * side.
 *
 * <p>Thread-safe.
 */
public final class OpenAiEmbedder extends HttpEmbedder {

    private final String encoding;
    private final InputPrefixes prefixes;

    OpenAiEmbedder(OpenAiEmbedderBuilder builder, EmbeddingEndpoint endpoint, EmbedderQuota quota) {
        super(endpoint, quota);
        this.encoding = builder.encoding();
        this.prefixes = builder.prefixes();
    }

    /**
     * Starts with the defaults: the API of OpenAI, base64, no quota.
     *
     * @return a new builder
     */
    public static OpenAiEmbedderBuilder builder() {
        return new OpenAiEmbedderBuilder();
    }

    /** An estimate that includes the longer of the two prefixes. */
    @Override
    public int tokens(String text) {
        return prefixes.tokens(text);
    }

    @Override
    protected String input(String text, InputType type) {
        return prefixes.before(text, type);
    }

    @Override
    protected Map<String, Object> requestBody(List<String> inputs, InputType type) {
        Map<String, Object> body = new HashMap<>();
        body.put("model", fingerprint().model());
        body.put("input", inputs);
        body.put("encoding_format", encoding);
        if (endpoint().dimensionRequested()) {
            body.put("dimensions", fingerprint().dimension());
        }
        return body;
    }

    @Override
    protected EmbeddingList readResponse(InputStream body, int inputs) throws IOException {
        return new EmbeddingListReader(inputs, fingerprint().dimension()).read(body);
    }
}
