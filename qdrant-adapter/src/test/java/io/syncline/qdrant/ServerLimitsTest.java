package io.syncline.qdrant;

import static io.syncline.qdrant.Documents.PARTNERS;
import static io.syncline.qdrant.Documents.atCosine;
import static io.syncline.qdrant.Documents.document;
import static io.syncline.qdrant.Documents.documents;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.qdrant.client.grpc.Collections.StrictModeConfig;
import io.qdrant.client.grpc.Collections.UpdateCollection;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.syncline.api.RecordId;
import io.syncline.api.failure.TransientException;
import io.syncline.core.port.vector.EmbeddedChunk;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.Payload;
import io.syncline.core.port.vector.SinkQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The limits of the server itself. */
class ServerLimitsTest extends AbstractProxyTest {

    /** Texts of a mebibyte each. */
    private static final int MORE_THAN_AN_ANSWER = 66;

    @Test
    void pauseShouldBeTheServersWhenWritesAreLimited() {
        // making indexes of payload fields counts as writing
        sink.upsert(PARTNERS, 1, documents(201, 201, 1));
        limit(StrictModeConfig.newBuilder().setWriteRateLimit(100));
        sink.upsert(PARTNERS, 1, documents(1, 100, 1));

        TransientException failure =
                catchThrowableOfType(TransientException.class, () -> sink.upsert(PARTNERS, 1, documents(101, 200, 1)));

        assertThat(failure.retryAfter().orElseThrow()).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(1));
    }

    @Test
    void pauseShouldBeTheServersWhenReadsAreLimited() {
        sink.upsert(PARTNERS, 1, documents(1, 10, 1));
        limit(StrictModeConfig.newBuilder().setReadRateLimit(5));

        TransientException failure = catchThrowableOfType(TransientException.class, () -> {
            for (int i = 0; i < 20; i++) {
                sink.count(PARTNERS);
            }
        });

        assertThat(failure.retryAfter().orElseThrow()).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(1));
    }

    @Test
    void repeatedCallShouldWriteOnlyWhatIsMissingWhenTheLimitIsBelowItsSize() {
        limit(StrictModeConfig.newBuilder().setWriteRateLimit(100));
        List<EmbeddedDocument> documents = new ArrayList<>(documents(1, 49, 1));
        documents.add(document(50, 1, 99));
        assertThatThrownBy(() -> sink.upsert(PARTNERS, 1, documents)).isInstanceOf(TransientException.class);
        List<Integer> sent = new ArrayList<>();
        proxy.on("Points/Upsert", (request, backend) -> {
            sent.add(UpsertPoints.parseFrom(request).getPointsCount());
            return backend.call(request);
        });

        assertThatThrownBy(() -> sink.upsert(PARTNERS, 1, documents)).isInstanceOf(TransientException.class);

        assertThat(sent)
                .as("requests, of one batch of 100 points and one of 48, of which one was stored immediately")
                .singleElement()
                .satisfies(points -> assertThat(points).isIn(48, 100));
    }

    @Test
    void hitsShouldBeReadInPartsWhenTheirTextsAreLargerThanAnAnswer() {
        String text = "x".repeat(1 << 20);
        try (QdrantVectorSink direct = server.sink(name).build()) {
            direct.prepare(Documents.SCHEMA);
            List<EmbeddedDocument> large = new ArrayList<>();
            for (int record = 1; record <= MORE_THAN_AN_ANSWER; record++) {
                List<EmbeddedChunk> chunk = List.of(new EmbeddedChunk(text, atCosine(1 - record * 1e-3)));
                large.add(new EmbeddedDocument(RecordId.of(record), 1, "hash", "fp", Payload.EMPTY, chunk));
            }
            direct.upsert(PARTNERS, 1, large);

            assertThat(direct.search(SinkQuery.builder()
                            .source(PARTNERS.source())
                            .embedding(atCosine(1))
                            .limit(MORE_THAN_AN_ANSWER)
                            .build()))
                    .hasSize(MORE_THAN_AN_ANSWER)
                    .allSatisfy(hit -> assertThat(hit.text()).hasSize(1 << 20));
        }
    }

    private void limit(StrictModeConfig.Builder limits) {
        server.collections()
                .update(UpdateCollection.newBuilder()
                        .setCollectionName(name)
                        .setStrictModeConfig(limits.setEnabled(true))
                        .build());
        sink.prepare(Documents.SCHEMA);
    }
}
