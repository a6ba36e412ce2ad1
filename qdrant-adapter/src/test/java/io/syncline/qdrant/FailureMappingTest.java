package io.syncline.qdrant;

import static io.syncline.qdrant.Documents.PARTNERS;
import static io.syncline.qdrant.Documents.document;
import static io.syncline.qdrant.Documents.documents;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.Metadata;
import io.grpc.Status;
import io.qdrant.client.grpc.Collections.DeleteCollection;
import io.qdrant.client.grpc.Points.GetPoints;
import io.qdrant.client.grpc.Points.PointsOperationResponse;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.UpdateStatus;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.syncline.api.RecordId;
import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.TransientException;
import io.syncline.api.failure.UnknownOutcomeException;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.SinkQuery;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Maps failures of the server to the failures of the ports. */
class FailureMappingTest extends AbstractProxyTest {

    @ParameterizedTest
    @CsvSource({
        "UNAVAILABLE, Network closed for unknown reason, UnknownOutcomeException",
        "DEADLINE_EXCEEDED, too late, UnknownOutcomeException",
        "INTERNAL, something broke, UnknownOutcomeException",
        "CANCELLED, disconnected, UnknownOutcomeException",
        "INTERNAL, No space left on device: WAL buffer size exceeds available disk space, SetupException",
        "INTERNAL, Read-only file system (os error 30), SetupException",
        "UNAUTHENTICATED, Must provide an API key, SetupException",
        "PERMISSION_DENIED, Global write access is required, SetupException",
        "NOT_FOUND, Collection doesn't exist!, SetupException",
        "UNIMPLEMENTED, unknown method, SetupException",
        "FAILED_PRECONDITION, locked, SetupException",
        "DATA_LOSS, checksum, SetupException",
        "INVALID_ARGUMENT, Wrong input: Vector dimension error: expected dim: 4; got 3, SetupException",
        "INVALID_ARGUMENT, cannot convert to json number, RejectedException",
    })
    void writeShouldFailByWhatIsKnown(Status.Code code, String text, String type) {
        proxy.on("Points/Upsert", (request, backend) -> fail(code, text));

        assertThatThrownBy(() -> sink.upsert(PARTNERS, 1, List.of(document(1, 1, 1))))
                .satisfies(e -> assertThat(e.getClass().getSimpleName()).isEqualTo(type))
                .hasMessageContaining("store 1 points of res.partner of odoo:demo")
                .hasMessageContaining(text);
    }

    @ParameterizedTest
    @CsvSource({
        "UNAVAILABLE, Network closed for unknown reason, TransientException",
        "DEADLINE_EXCEEDED, too late, TransientException",
        "INTERNAL, something broke, TransientException",
        "INVALID_ARGUMENT, Index required but not found for record_id, SetupException",
    })
    void readShouldFailByWhatIsKnown(Status.Code code, String text, String type) {
        proxy.on("Points/Scroll", (request, backend) -> fail(code, text));

        assertThatThrownBy(() -> sink.count(PARTNERS))
                .satisfies(e -> assertThat(e.getClass().getSimpleName()).isEqualTo(type))
                .hasMessageContaining("count the records of res.partner");
    }

    @Test
    void pauseShouldBePassedOnWhenTheServerStatesOne() {
        Metadata trailers = new Metadata();
        trailers.put(Metadata.Key.of("retry-after", Metadata.ASCII_STRING_MARSHALLER), "7");
        proxy.on("Points/Upsert", (request, backend) -> {
            throw Status.RESOURCE_EXHAUSTED.withDescription("50 tokens").asRuntimeException(trailers);
        });

        TransientException failure = catchThrowableOfType(
                TransientException.class, () -> sink.upsert(PARTNERS, 1, List.of(document(1, 1, 1))));

        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(7));
        assertThat(failure).hasMessageContaining("asks to wait 7 s");
    }

    @Test
    void batchShouldBeSplitWhenItIsTooLarge() {
        proxy.on(
                "Points/Upsert",
                (request, backend) -> UpsertPoints.parseFrom(request).getPointsCount() > 30
                        ? fail(Status.Code.RESOURCE_EXHAUSTED, "Operation requires 250 tokens: split your request")
                        : backend.call(request));

        sink.upsert(PARTNERS, 1, documents(1, 600, 1));

        assertThat(sink.count(PARTNERS)).isEqualTo(600);
    }

    @Test
    void pointShouldBeRejectedWhenItIsTooLargeAlone() {
        proxy.on("Points/Upsert", (request, backend) -> fail(Status.Code.RESOURCE_EXHAUSTED, "too large"));

        assertThatThrownBy(() -> sink.upsert(PARTNERS, 1, documents(1, 2, 1))).isInstanceOf(RejectedException.class);
    }

    @Test
    void answersShouldBeAskedForInPartsWhenTheyAreTooLarge() {
        sink.upsert(PARTNERS, 1, documents(1, 500, 1));
        proxy.on(
                "Points/Scroll",
                (request, backend) -> ScrollPoints.parseFrom(request).getLimit() > 100
                        ? fail(Status.Code.RESOURCE_EXHAUSTED, "message too large")
                        : backend.call(request));
        proxy.on(
                "Points/Get",
                (request, backend) -> GetPoints.parseFrom(request).getIdsCount() > 3
                        ? fail(Status.Code.RESOURCE_EXHAUSTED, "message too large")
                        : backend.call(request));

        assertThat(sink.count(PARTNERS)).isEqualTo(500);
        assertThat(sink.ids(PARTNERS, IdRange.ALL, 1_000).entries()).isNotEmpty();
        assertThat(sink.stamps(PARTNERS, List.of(RecordId.of(7)))).hasSize(1);
        assertThat(sink.search(SinkQuery.builder()
                        .source(PARTNERS.source())
                        .embedding(Documents.atCosine(1))
                        .limit(10)
                        .build()))
                .hasSize(10);
    }

    @Test
    void outcomeShouldBeUnknownWhenTheAnswerIsNotCompleted() {
        proxy.on("Points/Upsert", (request, backend) -> {
            PointsOperationResponse.Builder answer =
                    PointsOperationResponse.parseFrom(backend.call(request)).toBuilder();
            answer.getResultBuilder().setStatus(UpdateStatus.Acknowledged);
            return answer.build().toByteArray();
        });

        assertThatThrownBy(() -> sink.upsert(PARTNERS, 1, documents(1, 2, 1)))
                .isInstanceOf(UnknownOutcomeException.class)
                .hasMessageContaining("Acknowledged");
    }

    @Test
    void repetitionShouldLeaveOnePointWhenTheAnswerWasLost() {
        proxy.on("Points/Upsert", (request, backend) -> {
            backend.call(request);
            return fail(Status.Code.UNAVAILABLE, "Connection reset");
        });
        assertThatThrownBy(() -> sink.upsert(PARTNERS, 1, documents(1, 2, 1)))
                .isInstanceOf(UnknownOutcomeException.class);
        proxy.clear();

        sink.upsert(PARTNERS, 1, documents(1, 2, 1));

        assertThat(sink.count(PARTNERS)).isEqualTo(2);
    }

    @Test
    void noRequestShouldBeInFlightWhenACallHasFailed() {
        CountDownLatch others = new CountDownLatch(3);
        proxy.on("Points/Upsert", (request, backend) -> {
            if (request(request).getPoints(0).getPayloadOrThrow("record_id").getIntegerValue() == 1) {
                return fail(Status.Code.INVALID_ARGUMENT, "bad point");
            }
            byte[] answer = backend.call(request);
            others.countDown();
            return answer;
        });

        assertThatThrownBy(() -> sink.upsert(PARTNERS, 1, documents(1, 2_000, 1)))
                .isInstanceOf(RejectedException.class);

        assertThat(others.getCount()).as("requests not answered yet").isZero();
    }

    @Test
    void callShouldFailAndKeepTheFlagWhenTheThreadIsInterrupted() {
        Thread caller = Thread.currentThread();
        proxy.on("Points/Upsert", (request, backend) -> {
            caller.interrupt();
            return backend.call(request);
        });
        assertThatThrownBy(() -> sink.upsert(PARTNERS, 1, documents(1, 2, 1)))
                .isInstanceOf(UnknownOutcomeException.class);
        assertThat(Thread.interrupted()).isTrue();
        proxy.clear();

        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> sink.upsert(PARTNERS, 1, documents(1, 2, 1)))
                .as("nothing was sent yet")
                .isInstanceOf(TransientException.class);
        assertThat(Thread.interrupted()).isTrue();

        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> sink.count(PARTNERS)).isInstanceOf(TransientException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void callsShouldNameTheRemedyWhenTheCollectionWasDropped() {
        server.collections()
                .delete(DeleteCollection.newBuilder()
                        .setCollectionName(name + "-g1")
                        .build());

        assertThatThrownBy(() -> sink.upsert(PARTNERS, 1, documents(1, 2, 1)))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("dropped meanwhile: start again");
        sink.prepare(Documents.SCHEMA);
        sink.upsert(PARTNERS, 1, documents(1, 2, 1));
    }

    @Test
    void refusedConnectionShouldBeTransient() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        try (QdrantVectorSink nobody = QdrantVectorSink.builder()
                .host("127.0.0.1")
                .port(port)
                .collection(name)
                .build()) {
            assertThatThrownBy(() -> nobody.prepare(Documents.SCHEMA))
                    .isInstanceOf(TransientException.class)
                    .hasMessageContaining(":" + port);
        }
    }

    @Test
    void preparationShouldEndWhenTheServerNeverAnswers() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
                QdrantVectorSink hanging = QdrantVectorSink.builder()
                        .host("127.0.0.1")
                        .port(silent.getLocalPort())
                        .deadline(Duration.ofMillis(200))
                        .collection(name)
                        .build()) {
            assertThatThrownBy(() -> hanging.prepare(Documents.SCHEMA)).isInstanceOf(TransientException.class);
        }
    }

    @Test
    void callsShouldBeRefusedWhenTheSinkIsClosed() {
        sink.close();
        sink.close();

        assertThatThrownBy(() -> sink.count(PARTNERS)).isInstanceOf(IllegalStateException.class);
    }

    private static UpsertPoints request(byte[] bytes) throws IOException {
        return UpsertPoints.parseFrom(bytes);
    }

    private static byte[] fail(Status.Code code, String text) {
        throw code.toStatus().withDescription(text).asRuntimeException();
    }
}
