package io.syncline.testkit.embedding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncline.core.port.embedding.EmbedderLimits;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.embedding.EmbeddingResult;
import io.syncline.core.port.embedding.InputType;
import io.syncline.testkit.memory.InMemoryEmbedder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * An answer to an embedding request.
 *
 * @param status the status of HTTP
 * @param body the JSON object
 */
record EmbeddingReply(int status, ObjectNode body) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int OK = 200;
    private static final int INPUTS = 2_048;
    private static final int TOKENS = 1_000_000;
    private static final int DIMENSION = 1_024;
    private static final Set<String> MEMBERS = Set.of(
            "input",
            "model",
            "input_type",
            "truncation",
            "output_dimension",
            "output_dtype",
            "encoding_format",
            "dimensions",
            "user");

    static EmbeddingReply refusal(int status, String message) {
        return new EmbeddingReply(status, JSON.objectNode().put("detail", message));
    }

    /**
     * Answers a request.
     *
     * @throws IllegalArgumentException if the request is invalid; the message is for the client
     */
    static EmbeddingReply to(JsonNode request) {
        request.fieldNames().forEachRemaining(name -> {
            if (!MEMBERS.contains(name)) {
                throw new IllegalArgumentException("Argument '" + name + "' is not supported by our API");
            }
        });
        EmbeddingResult result = embed(request);
        boolean base64 = request.path("encoding_format").asText("").equals("base64");
        ArrayNode data = JSON.arrayNode();
        for (int i = 0; i < result.embeddings().size(); i++) {
            ObjectNode item = data.addObject().put("object", "embedding").put("index", i);
            item.set("embedding", vector(result.embeddings().get(i), base64));
        }
        ObjectNode body = JSON.objectNode().put("object", "list");
        body.set("data", data);
        body.put("model", request.path("model").asText());
        body.set("usage", JSON.objectNode().put("total_tokens", result.tokens()));
        return new EmbeddingReply(OK, body);
    }

    private static EmbeddingResult embed(JsonNode request) {
        List<String> texts = new ArrayList<>();
        if (request.path("input").isTextual()) {
            texts.add(request.path("input").asText());
        }
        request.path("input").forEach(text -> texts.add(text.asText()));
        if (texts.isEmpty() || texts.stream().anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException("The input cannot contain empty strings or empty lists");
        }
        int dimension = request.path("output_dimension")
                .asInt(request.path("dimensions").asInt(DIMENSION));
        try (InMemoryEmbedder embedder = InMemoryEmbedder.builder()
                .model(request.path("model").asText())
                .dimension(dimension)
                .limits(new EmbedderLimits(INPUTS, TOKENS, TOKENS, 1))
                .build()) {
            return embedder.embed(texts, InputType.DOCUMENT);
        }
    }

    private static JsonNode vector(Embedding embedding, boolean base64) {
        if (base64) {
            ByteBuffer bytes =
                    ByteBuffer.allocate(embedding.dimension() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(embedding.toArray());
            return JSON.textNode(Base64.getEncoder().encodeToString(bytes.array()));
        }
        ArrayNode numbers = JSON.arrayNode();
        for (float number : embedding.toArray()) {
            numbers.add(number);
        }
        return numbers;
    }
}
