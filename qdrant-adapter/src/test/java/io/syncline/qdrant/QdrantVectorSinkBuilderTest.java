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

class QdrantVectorSinkBuilderTest {

    static Stream<Consumer<QdrantVectorSinkBuilder>> nonsense() {
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
    void setterShouldRefuseInvalidValues(Consumer<QdrantVectorSinkBuilder> setter) {
        assertThatThrownBy(() -> setter.accept(QdrantVectorSink.builder()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    static Stream<Consumer<QdrantVectorSinkBuilder>> settings() {
        return Stream.of(
                builder -> builder.host("localhost"),
                builder -> builder.port(6334),
                builder -> builder.tls(true),
                builder -> builder.trustedCertificates(Path.of("ca.pem")),
                builder -> builder.apiKey("marker-secret"),
                builder -> builder.deadline(Duration.ofSeconds(1)),
                builder -> builder.collection("records"),
                builder -> builder.vectorName("text"),
                builder -> builder.batchPoints(1),
                builder -> builder.batchBytes(1 << 20),
                builder -> builder.inFlight(1),
                builder -> builder.vectorsOnDisk(true),
                builder -> builder.payloadOnDisk(true),
                builder -> builder.quantisation(Quantisation.NONE),
                builder -> builder.shards(1),
                builder -> builder.replicas(1),
                builder -> builder.bulkLoad(true),
                builder -> builder.hybrid(true),
                builder -> builder.indexExisting(true));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void settingGivenTwiceShouldBeRefused(Consumer<QdrantVectorSinkBuilder> setter) {
        QdrantVectorSinkBuilder builder = QdrantVectorSink.builder();
        setter.accept(builder);

        assertThatThrownBy(() -> setter.accept(builder))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("already set")
                .hasMessageNotContaining("marker-secret");
    }

    static Stream<Consumer<QdrantVectorSinkBuilder>> nulls() {
        return Stream.of(
                builder -> builder.host(null),
                builder -> builder.trustedCertificates(null),
                builder -> builder.apiKey(null),
                builder -> builder.deadline(null),
                builder -> builder.collection(null),
                builder -> builder.vectorName(null),
                builder -> builder.quantisation(null));
    }

    @ParameterizedTest
    @MethodSource("nulls")
    void nullShouldBeRefusedByName(Consumer<QdrantVectorSinkBuilder> setter) {
        assertThatThrownBy(() -> setter.accept(QdrantVectorSink.builder()))
                .isInstanceOf(NullPointerException.class)
                .hasMessageMatching("host|trustedCertificates|apiKey|deadline|collection|vectorName|quantisation");
    }

    @Test
    void keyShouldNotBeInTheMessageWhenItIsRefused() {
        assertThatThrownBy(() -> QdrantVectorSink.builder().apiKey("marker-secret\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("marker-secret");
    }

    @Test
    void keyShouldNotBeInTheTextOfTheSettings() {
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
    void certificatesWithoutTlsShouldBeRefused() {
        assertThatThrownBy(() -> QdrantVectorSink.builder().tls(false).trustedCertificates(Path.of("ca.pem")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("'trustedCertificates' requires tls(true)");
        assertThatThrownBy(() -> QdrantVectorSink.builder()
                        .trustedCertificates(Path.of("ca.pem"))
                        .tls(false))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> QdrantVectorSink.builder()
                        .trustedCertificates(Path.of("ca.pem"))
                        .build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("collection, tls");
    }

    @Test
    void buildShouldRefuseUnreadableCertificates() {
        assertThatThrownBy(() -> QdrantVectorSink.builder()
                        .collection("records")
                        .tls(true)
                        .trustedCertificates(Path.of("does-not-exist.pem"))
                        .build())
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("does-not-exist.pem");
    }

    @Test
    void builderShouldBuildMoreThanOneSink() {
        QdrantVectorSinkBuilder builder = QdrantVectorSink.builder().collection("records");
        try (QdrantVectorSink one = builder.build();
                QdrantVectorSink two = builder.build();
                QdrantReindex reindex = builder.reindex()) {
            assertThat(one).hasToString(two.toString());
            assertThat(reindex).isNotNull();
        }
    }
}
