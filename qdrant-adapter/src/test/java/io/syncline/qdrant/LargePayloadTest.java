package io.syncline.qdrant;

import static io.syncline.qdrant.Documents.PARTNERS;
import static io.syncline.qdrant.Documents.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qdrant.client.grpc.Points.UpsertPoints;
import io.syncline.api.RecordId;
import io.syncline.api.failure.RejectedException;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.Payload;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The payload is stored with each chunk of a record, so its size counts as often. */
class LargePayloadTest extends AbstractProxyTest {

    private static final int KIBIBYTE = 1 << 10;

    @Test
    void recordShouldBeRejectedBeforeAnyRequestWhenItsPayloadTakesTooMuch() {
        EmbeddedDocument large = withPayload(7, 536, 600 * KIBIBYTE);
        int before = proxy.calls();

        assertThatThrownBy(() -> sink.upsert(PARTNERS, 1, List.of(document(1, 1, 1), large)))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("Record 7 of res.partner of odoo:demo")
                .hasMessageContaining("payload of 600 KiB")
                .hasMessageContaining("536 chunks")
                .hasMessageContaining("takes 314 MiB, and the limit is 32 MiB")
                .hasMessageContaining("Leave long fields out of 'payload'");

        assertThat(proxy.calls()).isEqualTo(before);
    }

    @Test
    void payloadBelowTheLimitShouldBeSentInRequestsOfLimitedSize() {
        AtomicLong largest = new AtomicLong();
        proxy.on("Points/Upsert", (request, backend) -> {
            largest.accumulateAndGet(request.length, Math::max);
            return backend.call(request);
        });

        sink.upsert(PARTNERS, 1, List.of(withPayload(7, 50, 600 * KIBIBYTE)));

        assertThat(largest.get()).isBetween(3L << 20, (4L << 20) + (64 << 10));
        assertThat(sink.stamps(PARTNERS, List.of(RecordId.of(7)))
                        .get(RecordId.of(7))
                        .storedChunks())
                .isEqualTo(50);
    }

    @Test
    void pointBeyondTheRequestSizeShouldBeSentAlone() {
        AtomicLong points = new AtomicLong();
        proxy.on("Points/Upsert", (request, backend) -> {
            points.accumulateAndGet(UpsertPoints.parseFrom(request).getPointsCount(), Math::max);
            return backend.call(request);
        });

        sink.upsert(PARTNERS, 1, List.of(withPayload(7, 4, 8 * KIBIBYTE * KIBIBYTE - KIBIBYTE)));

        assertThat(points).hasValue(1);
        assertThat(sink.stamps(PARTNERS, List.of(RecordId.of(7)))
                        .get(RecordId.of(7))
                        .intact())
                .isTrue();
    }

    private static EmbeddedDocument withPayload(long record, int chunks, int bytes) {
        EmbeddedDocument document = document(record, 1, chunks);
        Payload payload = Payload.of(Map.of("note", "x".repeat(bytes)));
        return new EmbeddedDocument(
                document.id(), 1, document.contentHash(), document.fingerprint(), payload, document.chunks());
    }
}
