package io.syncline.examples;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.syncline.core.port.VectorSink;
import org.junit.jupiter.api.Test;

class ServerPartsTest {

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
