package io.syncline.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.syncline.core.port.embedding.EmbedderLimits;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.embedding.EmbeddingResult;
import io.syncline.core.port.embedding.InputType;
import io.syncline.testkit.memory.InMemoryEmbedder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers like the endpoint {@code batchEmbedContents} of the Gemini API: it requires its key and refuses unknown members. */
final class GeminiServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_REQUESTS = 100;
    private static final int TOKENS = 1_000_000;
    private static final Set<String> MEMBERS = Set.of("model", "content", "taskType", "title", "outputDimensionality");

    private final HttpServer server;
    private final ExecutorService executor = Executors.newFixedThreadPool(8);
    private final String path;
    private final String key;

    GeminiServer(String model, String key) {
        this.path = "/v1beta/models/" + model + ":batchEmbedContents";
        this.key = key;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(executor);
        server.createContext("/", this::serve);
        server.start();
    }

    /** Without a path. */
    String url() {
        return "http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":"
                + server.getAddress().getPort();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            ObjectNode answer = answer(exchange);
            int status = answer.path("error").path("code").asInt(200);
            byte[] body = JSON.writeValueAsBytes(answer);
            exchange.sendResponseHeaders(status, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }

    private ObjectNode answer(HttpExchange exchange) throws IOException {
        JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes());
        if (!exchange.getRequestURI().getPath().equals(path)) {
            return error(404, "NOT_FOUND", "models/x is not found for API version v1beta");
        }
        if (!key.equals(exchange.getRequestHeaders().getFirst("x-goog-api-key"))) {
            return error(400, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key.");
        }
        JsonNode requests = request.path("requests");
        if (requests.size() > MOST_REQUESTS) {
            return error(
                    400,
                    "INVALID_ARGUMENT",
                    "* BatchEmbedContentsRequest.requests: at most 100 requests can be in one batch\n");
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode item : requests) {
            if (item.properties().stream().anyMatch(member -> !MEMBERS.contains(member.getKey()))
                    || item.path("content").path("parts").size() != 1) {
                return error(400, "INVALID_ARGUMENT", "Invalid JSON payload received.");
            }
            texts.add(item.path("content").path("parts").path(0).path("text").asText());
        }
        return vectors(texts, requests.path(0).path("outputDimensionality").asInt());
    }

    private static ObjectNode vectors(List<String> texts, int dimension) {
        try (InMemoryEmbedder embedder = InMemoryEmbedder.builder()
                .dimension(dimension)
                .limits(new EmbedderLimits(MOST_REQUESTS, TOKENS, TOKENS, 1))
                .build()) {
            EmbeddingResult result = embedder.embed(texts, InputType.DOCUMENT);
            ObjectNode answer = JSON.createObjectNode();
            ArrayNode embeddings = answer.putArray("embeddings");
            result.embeddings().forEach(vector -> numbers(vector, embeddings.addObject()));
            answer.putObject("usageMetadata").put("promptTokenCount", result.tokens());
            return answer;
        }
    }

    private static void numbers(Embedding vector, ObjectNode item) {
        ArrayNode values = item.putArray("values");
        for (float number : vector.toArray()) {
            values.add(number);
        }
    }

    private static ObjectNode error(int code, String status, String message) {
        ObjectNode answer = JSON.createObjectNode();
        answer.putObject("error").put("code", code).put("message", message).put("status", status);
        return answer;
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}
