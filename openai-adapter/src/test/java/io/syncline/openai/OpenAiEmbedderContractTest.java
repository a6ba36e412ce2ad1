package io.syncline.openai;

import io.syncline.testkit.contract.Capability;
import io.syncline.testkit.contract.EmbedderContract;
import io.syncline.testkit.contract.EmbedderFixture;
import io.syncline.testkit.embedding.EmbeddingServer;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class OpenAiEmbedderContractTest implements EmbedderContract {

    private static EmbeddingServer server;

    private final OpenAiEmbedder embedder = OpenAiEmbedder.builder()
            .apiKey("sk-test")
            .baseUrl(server.url())
            .model("nomic-embed-text")
            .dimension(1024)
            .base64(false)
            .maxTokensPerInput(2_000)
            .maxTokensPerRequest(20_000)
            .build();

    @BeforeAll
    static void start() {
        server = EmbeddingServer.start("sk-test");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    public EmbedderFixture fixture() {
        return () -> embedder;
    }

    @Override
    public Set<Capability> lacking() {
        return Set.of(Capability.EXACT_TOKENS);
    }
}
