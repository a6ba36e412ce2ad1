package io.syncline.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** A client that writes and reads the lines itself. Waiting is bounded. */
final class RawClient implements AutoCloseable {

    private static final int BOUND_SECONDS = 60;
    private static final int PIPE = 1 << 20;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final OutputStream toServer;
    private final CompletableFuture<Void> serving;
    private final Map<String, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final BlockingQueue<JsonNode> unasked = new LinkedBlockingQueue<>();
    final List<JsonNode> progress = new ArrayList<>();
    private final AtomicInteger ids = new AtomicInteger();

    RawClient(SynclineMcpServer server) throws IOException {
        PipedOutputStream out = new PipedOutputStream();
        PipedInputStream serverIn = new PipedInputStream(out, PIPE);
        PipedOutputStream serverOut = new PipedOutputStream();
        PipedInputStream in = new PipedInputStream(serverOut, PIPE);
        toServer = out;
        serving = CompletableFuture.runAsync(
                () -> {
                    server.serve(serverIn, serverOut);
                    closeQuietly(serverOut);
                },
                threads);
        threads.execute(() -> read(in));
    }

    private static void closeQuietly(OutputStream stream) {
        try {
            stream.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(PipedInputStream in) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode message = MAPPER.readTree(line);
                if ("notifications/progress".equals(message.path("method").asText())) {
                    synchronized (progress) {
                        progress.add(message.get("params"));
                    }
                } else if (message.path("id").isMissingNode()
                        || message.path("id").isNull()) {
                    unasked.add(message);
                } else {
                    answer(message.get("id").asText()).complete(message);
                }
            }
        } catch (IOException e) {
            // the server has closed its end
        }
    }

    CompletableFuture<JsonNode> answer(String id) {
        return answers.computeIfAbsent(id, key -> new CompletableFuture<>());
    }

    void line(String line) throws IOException {
        toServer.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        toServer.flush();
    }

    /** The messages so far that no request asked for. */
    List<JsonNode> unasked() {
        return List.copyOf(unasked);
    }

    /** A message that no request asked for, such as an error without an id. */
    JsonNode next() throws InterruptedException {
        JsonNode message = unasked.poll(BOUND_SECONDS, TimeUnit.SECONDS);
        assertThat(message).as("a message of the server").isNotNull();
        return message;
    }

    static final String INITIALIZE = json(Map.of(
            "jsonrpc",
            "2.0",
            "id",
            0,
            "method",
            "initialize",
            "params",
            Map.of(
                    "protocolVersion",
                    "2025-06-18",
                    "capabilities",
                    Map.of(),
                    "clientInfo",
                    Map.of("name", "raw", "version", "1"))));

    RawClient initialize() throws Exception {
        line(INITIALIZE);
        JsonNode answer = answer("0").get(BOUND_SECONDS, TimeUnit.SECONDS);
        assertThat(answer.at("/result/serverInfo/name").asText())
                .as(answer.toString())
                .isEqualTo("syncline");
        line("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
        return this;
    }

    /** Sends a request. */
    Pending send(String method, Object params) throws IOException {
        int id = ids.incrementAndGet();
        line(json(Map.of("jsonrpc", "2.0", "id", id, "method", method, "params", params)));
        return new Pending(id, answer(Integer.toString(id)));
    }

    record Pending(int id, CompletableFuture<JsonNode> answer) {

        JsonNode get() throws InterruptedException, ExecutionException, TimeoutException {
            return answer.get(BOUND_SECONDS, TimeUnit.SECONDS);
        }

        boolean isAnswered() {
            return answer.isDone();
        }
    }

    JsonNode request(String method, Object params) throws Exception {
        return send(method, params).get();
    }

    Pending start(String tool, Map<String, Object> arguments) throws IOException {
        return send("tools/call", Map.of("name", tool, "arguments", arguments));
    }

    Pending startWithProgress(String tool, Map<String, Object> arguments) throws IOException {
        return send(
                "tools/call", Map.of("name", tool, "arguments", arguments, "_meta", Map.of("progressToken", "token")));
    }

    /** The whole result of a call. */
    JsonNode result(String tool, Map<String, Object> arguments) throws Exception {
        JsonNode answer = start(tool, arguments).get();
        assertThat(answer.has("result")).as(answer.toString()).isTrue();
        return answer.get("result");
    }

    /** The structured answer of a call that succeeds. */
    JsonNode call(String tool, Map<String, Object> arguments) throws Exception {
        return structured(result(tool, arguments));
    }

    static JsonNode structured(JsonNode result) throws JsonProcessingException {
        assertThat(result.path("isError").asBoolean()).as(result.toString()).isFalse();
        JsonNode content = result.get("structuredContent");
        // clients of earlier revisions see the text only
        assertThat(MAPPER.readTree(result.at("/content/0/text").asText())).isEqualTo(content);
        return content;
    }

    /** The problem that a call reports. */
    String problem(String tool, Map<String, Object> arguments) throws Exception {
        JsonNode result = result(tool, arguments);
        assertThat(result.path("isError").asBoolean()).as(result.toString()).isTrue();
        return result.at("/content/0/text").asText();
    }

    void cancel(Pending request) throws IOException {
        line(json(Map.of(
                "jsonrpc",
                "2.0",
                "method",
                "notifications/cancelled",
                "params",
                Map.of("requestId", request.id(), "reason", "the user pressed Escape"))));
    }

    static String json(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    void closeInput() throws IOException {
        toServer.close();
    }

    /** Waits until the server has ended. */
    void awaitEnd() throws Exception {
        serving.get(BOUND_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws Exception {
        closeInput();
        awaitEnd();
        threads.shutdown();
    }
}
