package io.syncline.voyage;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.port.embedding.EmbeddingResult;
import io.syncline.core.port.embedding.InputType;
import io.syncline.testkit.embedding.EmbeddingServer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VoyageRequestTest {

    private final EmbeddingServer server = EmbeddingServer.start("pa-test");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void documentsShouldBeSentWithoutTruncationAndReturnedAsBase64() {
        EmbeddingResult result = embed("voyage-4", InputType.DOCUMENT);

        assertThat(server.parameters())
                .containsExactlyInAnyOrder(
                        "model=voyage-4",
                        "input_type=document",
                        "truncation=false",
                        "encoding_format=base64",
                        "output_dimension=1024");
        assertThat(result.embeddings()).hasSize(2).allMatch(vector -> vector.dimension() == 1024);
        assertThat(result.tokens()).isEqualTo(3);
    }

    @Test
    void queryShouldBeSentAsSuch() {
        embed("voyage-4", InputType.QUERY);

        assertThat(server.parameters()).contains("input_type=query");
    }

    @Test
    void dimensionShouldNotBeSentWhenTheModelHasOnlyOne() {
        embed("voyage-finance-2", InputType.DOCUMENT);

        assertThat(server.parameters()).noneMatch(parameter -> parameter.startsWith("output_dimension"));
    }

    private EmbeddingResult embed(String model, InputType type) {
        try (VoyageEmbedder embedder = VoyageEmbedder.builder()
                .apiKey("pa-test")
                .baseUrl(server.url())
                .model(model)
                .build()) {
            return embedder.embed(List.of("blue bicycle", "Coffee"), type);
        }
    }
}
