package io.syncline.benchmarks.endtoend;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An embedding service over HTTP like that of Voyage AI, with a latency and a limited number of concurrent requests;
 * others wait. Vectors are prepared, so that answering costs little.
 */
final class EmbeddingService implements AutoCloseable {

    static final int DIMENSION = 256;
    static final int MOST_INPUTS = 50;

    private static final int VECTORS = 2048;
    private static final JsonFactory JSON = new JsonFactory();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Semaphore slots;
    private final long latencyMillis;
    private final List<String> numbers = new ArrayList<>();
    private final List<String> base64 = new ArrayList<>();
    private final AtomicLong requests = new AtomicLong();

    EmbeddingService(long latencyMillis, int concurrency) throws IOException {
        this.latencyMillis = latencyMillis;
        this.slots = new Semaphore(concurrency, true);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < VECTORS; i++) {
            addVector(random);
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        server.setExecutor(threads);
        server.createContext("/v1/embeddings", this::serve);
        server.start();
    }

    private void addVector(SplittableRandom random) {
        StringBuilder text = new StringBuilder("[");
        ByteBuffer bytes = ByteBuffer.allocate(DIMENSION * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < DIMENSION; i++) {
            float value = Math.round((random.nextDouble() - 0.5) * 1e6) / 1e6f;
            text.append(i == 0 ? "" : ",").append(value);
            bytes.putFloat(value);
        }
        numbers.add(text.append(']').toString());
        base64.add('"' + Base64.getEncoder().encodeToString(bytes.array()) + '"');
    }

    String url() {
        return "http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":"
                + server.getAddress().getPort() + "/v1";
    }

    long requests() {
        return requests.get();
    }

    private void serve(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        byte[] body = exchange.getRequestBody().readAllBytes();
        try (exchange) {
            Request request = parse(body);
            boolean fits = !request.inputs().isEmpty() && request.inputs().size() <= MOST_INPUTS;
            String refusal = "{\"detail\":\"1 to " + MOST_INPUTS + " inputs\"}";
            byte[] answer = (fits ? answer(request) : refusal).getBytes(StandardCharsets.UTF_8);
            slots.acquire();
            try {
                Thread.sleep(latencyMillis);
            } finally {
                slots.release();
            }
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(fits ? 200 : 400, answer.length);
            exchange.getResponseBody().write(answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String answer(Request request) {
        List<String> vectors = request.base64() ? base64 : numbers;
        StringBuilder text = new StringBuilder("{\"object\":\"list\",\"data\":[");
        long tokens = 0;
        for (int i = 0; i < request.inputs().size(); i++) {
            String input = request.inputs().get(i);
            tokens += input.length() / 4;
            text.append(i == 0 ? "" : ",")
                    .append("{\"object\":\"embedding\",\"embedding\":")
                    .append(vectors.get(Math.floorMod(input.hashCode(), VECTORS)))
                    .append(",\"index\":")
                    .append(i)
                    .append('}');
        }
        return text.append("],\"model\":\"voyage-4\",\"usage\":{\"total_tokens\":")
                .append(tokens)
                .append("}}")
                .toString();
    }

    private static Request parse(byte[] body) throws IOException {
        List<String> inputs = new ArrayList<>();
        boolean base64 = false;
        try (JsonParser parser = JSON.createParser(body)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("input") && value == JsonToken.START_ARRAY) {
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        inputs.add(parser.getText());
                    }
                } else if (name.equals("encoding_format")) {
                    base64 = "base64".equals(parser.getText());
                } else {
                    parser.skipChildren();
                }
            }
        }
        return new Request(inputs, base64);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private record Request(List<String> inputs, boolean base64) {}
}
