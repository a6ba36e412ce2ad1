package io.syncline.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.syncline.core.port.Embedder;
import io.syncline.core.port.VectorSink;
import org.junit.jupiter.api.Test;

class ServerPartsTest {

    @Test
    void embedderShouldBeMadeWithoutAServer() {
        try (Embedder embedder = ServerParts.embedder("pa-key")) {
            assertThat(embedder.fingerprint().toString()).contains("voyage-4").doesNotContain("pa-key");
        }
    }

    @Test
    void sinkShouldBeMadeWithoutAServer() {
        assertThatCode(() -> {
                    try (VectorSink sink = ServerParts.sink("a-key")) {
                        sink.toString();
                    }
                })
                .doesNotThrowAnyException();
    }
}
