package io.syncline.benchmarks.endtoend;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.syncline.api.failure.TransientException;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.embedding.EmbedderFingerprint;
import io.syncline.core.port.embedding.EmbedderLimits;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.embedding.EmbeddingResult;
import io.syncline.core.port.embedding.InputType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** A minimal client of the {@link EmbeddingService}; the client is not measured. */
final class BenchmarkEmbedder implements Embedder {

    private static final JsonFactory JSON = new JsonFactory();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI url;
    private final int concurrency;

    BenchmarkEmbedder(String url, int concurrency) {
        this.url = URI.create(url + "/embeddings");
        this.concurrency = concurrency;
    }

    @Override
    public EmbedderFingerprint fingerprint() {
        return new EmbedderFingerprint("bench", "voyage-4", EmbeddingService.DIMENSION, "");
    }

    @Override
    public EmbedderLimits limits() {
        return new EmbedderLimits(EmbeddingService.MOST_INPUTS, 120_000, 32_000, concurrency);
    }

    @Override
    public int tokens(String text) {
        return text.length() / 4 + 1;
    }

    @Override
    public EmbeddingResult embed(List<String> texts, InputType type) {
        try {
            HttpRequest request = HttpRequest.newBuilder(url)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body(texts)))
                    .build();
            HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("The service answered " + response.statusCode());
            }
            return new EmbeddingResult(vectors(response.body()), 0);
        } catch (IOException e) {
            throw new TransientException("The service did not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientException("Interrupted", e);
        }
    }

    private static byte[] body(List<String> texts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("model", "voyage-4");
            out.writeStringField("encoding_format", "base64");
            out.writeArrayFieldStart("input");
            for (String text : texts) {
                out.writeString(text);
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static List<Embedding> vectors(byte[] body) throws IOException {
        List<Embedding> vectors = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(body)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING
                        && "embedding".equals(parser.currentName())
                        && !"embedding".equals(parser.getText())) {
                    float[] numbers = new float[EmbeddingService.DIMENSION];
                    ByteBuffer.wrap(parser.getBinaryValue())
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .asFloatBuffer()
                            .get(numbers);
                    vectors.add(Embedding.of(numbers));
                }
            }
        }
        return vectors;
    }

    @Override
    public void close() {}
}
