package io.syncline.enginetests.acceptance;

import io.syncline.onnx.OnnxEmbedder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/** All scenarios over a table in PostgreSQL, with vectors from MiniLM in tables of pgvector. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SqlAcceptanceTest extends AcceptanceScenarios {

    private final OnnxEmbedder embedder = OnnxEmbedder.builder().build();

    @AfterAll
    void closeEmbedder() {
        embedder.close();
    }

    @Override
    World newWorld() {
        return new SqlWorld(embedder);
    }
}
