package io.syncline.testkit.embedding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;

/**
 * A server with an endpoint {@code /v1/embeddings}, as of OpenAI, Voyage AI and many others. It requires its key,
 * refuses unknown parameters, returns vectors as base64 or numbers as requested, and compresses its answers for clients
 * that accept that.
 *
 * <p>Listens on the loopback address only. Thread-safe.
 */
public final class EmbeddingServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORISED = 401;
    private static final int NOT_FOUND = 404;

    private final HttpServer server;
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final String key;
    private final Duration latency;
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final AtomicLong requests = new AtomicLong();
    private final Map<String, Integer> embedded = new ConcurrentHashMap<>();

    private EmbeddingServer(String key, Duration latency) {
        this.key = key;
        this.latency = latency;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(executor);
        server.createContext("/", this::serve);
        server.start();
    }

    /**
     * Starts a server on a free port.
     *
     * @param key what clients must send as bearer token
     * @return the server; to be closed
     */
    public static EmbeddingServer start(String key) {
        return start(key, Duration.ZERO);
    }

    /**
     * Starts a server on a free port.
     *
     * @param key what clients must send as bearer token
     * @param latency what each answer takes beside its making
     * @return the server; to be closed
     */
    public static EmbeddingServer start(String key, Duration latency) {
        return new EmbeddingServer(key, latency);
    }

    /**
     * The address of the server.
     *
     * @return the base URL, which ends in {@code /v1}
     */
    public String url() {
        return "http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":"
                + server.getAddress().getPort() + "/v1";
    }

    /**
     * The parameters of requests, without the input.
     *
     * @return the members seen so far, each as {@code name=value}
     */
    public Set<String> parameters() {
        return Set.copyOf(seen);
    }

    /**
     * How many requests arrived, refused ones included.
     *
     * @return a number of requests
     */
    public long requests() {
        return requests.get();
    }

    /**
     * How often each text was embedded.
     *
     * @return the texts so far, each with a number of times
     */
    public Map<String, Integer> embedded() {
        return Map.copyOf(embedded);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.incrementAndGet();
            long arrived = System.nanoTime();
            EmbeddingReply reply = reply(exchange);
            byte[] body = JSON.writeValueAsBytes(reply.body());
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            String accepted = exchange.getRequestHeaders().getFirst("Accept-Encoding");
            if (accepted != null && accepted.contains("gzip")) {
                exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                body = compressed(body);
            }
            LockSupport.parkNanos(latency.toNanos() - (System.nanoTime() - arrived));
            exchange.sendResponseHeaders(reply.status(), body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }

    private EmbeddingReply reply(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (!exchange.getRequestURI().getPath().equals("/v1/embeddings")) {
            return EmbeddingReply.refusal(NOT_FOUND, "Not Found");
        }
        if (!("Bearer " + key).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return EmbeddingReply.refusal(UNAUTHORISED, "Provided API key is invalid.");
        }
        JsonNode request = JSON.readTree(body);
        request.properties().stream()
                .filter(member -> !member.getKey().equals("input"))
                .forEach(member ->
                        seen.add(member.getKey() + "=" + member.getValue().asText()));
        try {
            EmbeddingReply reply = EmbeddingReply.to(request);
            count(request.path("input"));
            return reply;
        } catch (IllegalArgumentException refused) {
            return EmbeddingReply.refusal(BAD_REQUEST, String.valueOf(refused.getMessage()));
        }
    }

    private void count(JsonNode input) {
        if (input.isArray()) {
            input.forEach(this::count);
        } else {
            embedded.merge(input.asText(), 1, Integer::sum);
        }
    }

    private static byte[] compressed(byte[] body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(body);
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}
