package io.syncline.qdrant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.failure.SetupException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class QdrantSinkBuilderTest {

    static Stream<Consumer<QdrantSinkBuilder>> nonsense() {
        return Stream.of(
                builder -> builder.host(" "),
                builder -> builder.host("http://localhost"),
                builder -> builder.port(0),
                builder -> builder.port(65_536),
                builder -> builder.deadline(Duration.ZERO),
                builder -> builder.deadline(Duration.ofHours(2)),
                builder -> builder.collection(""),
                builder -> builder.collection("a/b"),
                builder -> builder.vectorName("a b"),
                builder -> builder.batchPoints(0),
                builder -> builder.batchPoints(10_001),
                builder -> builder.batchBytes(1_000),
                builder -> builder.batchBytes(64 << 20),
                builder -> builder.inFlight(0),
                builder -> builder.inFlight(65),
                builder -> builder.shards(0),
                builder -> builder.replicas(-1),
                builder -> builder.apiKey("a b"));
    }

    @ParameterizedTest
    @MethodSource("nonsense")
    void setterShouldRefuseWhatMakesNoSense(Consumer<QdrantSinkBuilder> setter) {
        assertThatThrownBy(() -> setter.accept(QdrantVectorSink.builder()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keyShouldNotBeToldWhenItIsRefused() {
        assertThatThrownBy(() -> QdrantVectorSink.builder().apiKey("marker-secret\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("marker-secret");
    }

    @Test
    void keyShouldNotBeToldByTheSettings() {
        ConnectionSettings settings = ImmutableConnectionSettings.builder()
                .host("localhost")
                .port(1)
                .tls(true)
                .deadline(Duration.ofSeconds(1))
                .apiKey("marker-secret")
                .build();

        assertThat(settings.toString()).contains("localhost").doesNotContain("marker-secret");
    }

    @Test
    void buildShouldNameWhatIsMissing() {
        assertThatThrownBy(() -> QdrantVectorSink.builder().build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("collection");
    }

    @Test
    void buildShouldRefuseCertificatesThatCannotCount() {
        assertThatThrownBy(() -> QdrantVectorSink.builder()
                        .collection("records")
                        .trustedCertificates(Path.of("ca.pem"))
                        .build())
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> QdrantVectorSink.builder()
                        .collection("records")
                        .tls(true)
                        .trustedCertificates(Path.of("does-not-exist.pem"))
                        .build())
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("does-not-exist.pem");
    }
}
