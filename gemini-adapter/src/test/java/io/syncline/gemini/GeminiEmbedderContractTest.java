package io.syncline.gemini;

import io.syncline.testkit.contract.Capability;
import io.syncline.testkit.contract.EmbedderContract;
import io.syncline.testkit.contract.EmbedderFixture;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class GeminiEmbedderContractTest implements EmbedderContract {

    private static GeminiServer server;

    private final GeminiEmbedder embedder = GeminiEmbedder.builder()
            .apiKey("sesame")
            .baseUrl(server.url())
            .dimension(768)
            .build();

    @BeforeAll
    static void start() {
        server = new GeminiServer("gemini-embedding-2", "sesame");
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
