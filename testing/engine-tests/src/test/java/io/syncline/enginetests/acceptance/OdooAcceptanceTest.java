package io.syncline.enginetests.acceptance;

import io.syncline.onnx.OnnxEmbedder;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** All scenarios over Odoo's XML-RPC, with vectors from MiniLM in a SQLite file. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OdooAcceptanceTest extends AcceptanceScenarios {

    private final OnnxEmbedder embedder = OnnxEmbedder.builder().build();

    @TempDir
    private Path directory;

    private int worlds;

    @AfterAll
    void closeEmbedder() {
        embedder.close();
    }

    @Override
    World newWorld() {
        worlds++;
        return new OdooWorld(directory.resolve("index-" + worlds + ".db"), embedder);
    }
}
