package io.syncline.voyage;

import io.syncline.testkit.contract.Capability;
import io.syncline.testkit.contract.EmbedderContract;
import io.syncline.testkit.contract.EmbedderFixture;
import io.syncline.testkit.embedding.EmbeddingServer;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_METHOD)
class VoyageEmbedderContractTest implements EmbedderContract {

    private static EmbeddingServer server;

    private final VoyageEmbedder embedder = VoyageEmbedder.builder()
            .apiKey("pa-test")
            .baseUrl(server.url())
            .model("voyage-4-large")
            .dimension(256)
            .build();

    @BeforeAll
    static void start() {
        server = EmbeddingServer.start("pa-test");
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
