package io.syncline.cli;

import io.syncline.testkit.embedding.EmbeddingServer;
import java.util.Map;

/** A server that embeds by the words of a text, and configurations for it. */
final class TestEmbedders implements AutoCloseable {

    private final EmbeddingServer server = EmbeddingServer.start("M4RKER-embedder");

    /** The section of a model; each model has its own vectors. */
    String section(String model, int dimension) {
        return "embedder: {type: openai-compatible, base-url: '" + server.url() + "', api-key: M4RKER-embedder, model: "
                + model + ", dimension: " + dimension + ", request-dimension: true}\n";
    }

    long requests() {
        return server.requests();
    }

    /** How often texts with a part were embedded. */
    int timesEmbedded(String part) {
        return server.embedded().entrySet().stream()
                .filter(text -> text.getKey().contains(part))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    @Override
    public void close() {
        server.close();
    }
}
