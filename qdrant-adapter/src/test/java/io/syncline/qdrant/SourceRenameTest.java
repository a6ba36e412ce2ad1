package io.syncline.qdrant;

import static io.syncline.qdrant.Documents.PARTNERS;
import static io.syncline.qdrant.Documents.PRODUCTS;
import static io.syncline.qdrant.Documents.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.VectorsOutput;
import io.syncline.api.Quarantine;
import io.syncline.api.RecordId;
import io.syncline.api.failure.LostRaceException;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.SinkMark;
import io.syncline.core.port.vector.SourceContent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A source is renamed by copying its points as they are, whenever an attempt dies. */
class SourceRenameTest {

    private static final ModelKey RENAMED = new ModelKey("crm", PARTNERS.model());
    private static final SinkMark MARK = new SinkMark(6, Optional.of("5f0d6a8c"));
    private static final int DIMENSION = 384;

    private final QdrantServer server = QdrantServer.shared();
    private final QdrantProxy proxy = new QdrantProxy(server);
    private final String name = server.freshName();
    private QdrantVectorSink sink;

    @BeforeEach
    void store() {
        sink = proxy.sink(name).hybrid(true).batchPoints(20).build();
        sink.prepare(Documents.schema("tiny", DIMENSION));
        sink.upsert(PARTNERS, 3, documents());
        sink.upsert(PRODUCTS, 3, List.of(document(1, 1, 2, DIMENSION)));
        sink.quarantine(
                PARTNERS, 3, List.of(RecordId.of(-2)), new Quarantine(Instant.EPOCH, Instant.EPOCH.plusSeconds(9)));
        sink.raiseMark(PARTNERS, sink.open(Documents.schema("tiny", DIMENSION)).id(), 0, MARK);
    }

    @AfterEach
    void close() {
        sink.close();
        proxy.close();
        server.drop(name + "-g1");
    }

    @Test
    void nothingButIdsAndSourceShouldChange() {
        Map<Chunk, RetrievedPoint> before = points(PARTNERS);

        sink.rename(PARTNERS, RENAMED.source(), 4);

        assertRenamed(before);
    }

    /** An attempt that dies before any of its requests is completed by the next one, without a loss in between. */
    @Test
    void renameShouldBeCompletedWhereverItDied() {
        Map<Chunk, RetrievedPoint> before = points(PARTNERS);
        int deaths = 0;
        for (int survived = 0; ; survived++) {
            int deadly = survived;
            AtomicInteger calls = new AtomicInteger();
            for (String method : List.of("Scroll", "Get", "Upsert", "Delete")) {
                proxy.on("Points/" + method, (request, backend) -> {
                    if (calls.getAndIncrement() >= deadly) {
                        throw Status.UNAVAILABLE.withDescription("died").asRuntimeException();
                    }
                    return backend.call(request);
                });
            }
            try {
                sink.rename(PARTNERS, RENAMED.source(), 4 + survived);
                break;
            } catch (SyncException e) {
                deaths++;
                proxy.clear();
                assertNothingIsLost(before);
            }
            if (survived > 8) {
                proxy.clear();
                sink.rename(PARTNERS, RENAMED.source(), 4 + survived);
                assertRenamed(before);
                sink.rename(RENAMED, PARTNERS.source(), 5 + survived);
            }
            assertThat(survived).as("calls of one rename").isLessThan(60);
        }
        proxy.clear();
        assertThat(deaths).isGreaterThan(15);
        assertRenamed(before);
    }

    /** The mark promises that all points under its name are there. */
    @Test
    void oldNameShouldHaveNoMarkOnceAPointIsDeleted() {
        proxy.on("Points/Delete", (request, backend) -> {
            byte[] answer = backend.call(request);
            if (sink.count(PARTNERS) < 42) {
                throw Status.UNAVAILABLE.withDescription("died").asRuntimeException();
            }
            return answer;
        });
        assertThatThrownBy(() -> sink.rename(PARTNERS, RENAMED.source(), 4)).isInstanceOf(SyncException.class);

        assertThat(sink.count(PARTNERS)).isLessThan(42);
        assertThat(sink.mark(PARTNERS)).isEmpty();
        assertThat(sink.mark(RENAMED)).contains(MARK);
        assertThat(sink.count(RENAMED)).isEqualTo(42);
    }

    @Test
    void newNameShouldHaveNoMarkBeforeAllPointsAreCopied() {
        AtomicInteger upserts = new AtomicInteger();
        proxy.on("Points/Upsert", (request, backend) -> {
            if (upserts.getAndIncrement() == 1) {
                throw Status.UNAVAILABLE.withDescription("died").asRuntimeException();
            }
            return backend.call(request);
        });
        assertThatThrownBy(() -> sink.rename(PARTNERS, RENAMED.source(), 4)).isInstanceOf(SyncException.class);

        assertThat(sink.count(RENAMED)).isPositive();
        assertThat(sink.mark(RENAMED)).isEmpty();
        assertThat(sink.mark(PARTNERS)).contains(MARK);
    }

    @Test
    void otherRecordsUnderTheNewNameShouldBeRefusedAndNothingChanged() {
        sink.upsert(RENAMED, 1, List.of(document(1, 2, 1, DIMENSION)));
        var before = points(PARTNERS);

        assertThatThrownBy(() -> sink.rename(PARTNERS, RENAMED.source(), 4))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("res.partner of crm")
                .hasMessageContaining("syncline sources drop");

        assertThat(points(PARTNERS)).isEqualTo(before);
        assertThat(sink.count(RENAMED)).isEqualTo(1);
    }

    @Test
    void additionalRecordsUnderTheNewNameShouldBeRefusedWhileOthersAreMissingThere() {
        sink.upsert(RENAMED, 1, List.of(document(5_000, 1, 1, DIMENSION)));
        var before = points(PARTNERS);

        assertThatThrownBy(() -> sink.rename(PARTNERS, RENAMED.source(), 4)).isInstanceOf(SetupException.class);

        assertThat(points(PARTNERS)).isEqualTo(before);
    }

    @Test
    void newerWriterShouldWinBeforeAnythingIsChanged() {
        sink.upsert(PARTNERS, 9, List.of(document(1, 2, 1, DIMENSION)));
        var before = points(PARTNERS);

        assertThatThrownBy(() -> sink.rename(PARTNERS, RENAMED.source(), 4)).isInstanceOf(LostRaceException.class);

        assertThat(points(PARTNERS)).isEqualTo(before);
        assertThat(sink.count(RENAMED)).isZero();
    }

    @Test
    void recordThatChangesDuringTheRenameShouldNotBeLost() {
        AtomicInteger deletions = new AtomicInteger();
        proxy.on("Points/Delete", (request, backend) -> {
            if (deletions.getAndIncrement() == 0) {
                try (QdrantVectorSink other = server.sink(name).hybrid(true).build()) {
                    other.open(Documents.schema("tiny", DIMENSION));
                    other.upsert(PARTNERS, 9, List.of(document(1, 2, 1, DIMENSION)));
                }
            }
            return backend.call(request);
        });

        assertThatThrownBy(() -> sink.rename(PARTNERS, RENAMED.source(), 4)).isInstanceOf(LostRaceException.class);

        assertThat(sink.stamps(PARTNERS, List.of(RecordId.of(1)))
                        .get(RecordId.of(1))
                        .sourceVersion())
                .isEqualTo(2);
    }

    @Test
    void renameShouldWorkOnAServerWithoutConditions() {
        try (QdrantProxy older = QdrantProxy.olderServer(server);
                QdrantVectorSink reading = older.sink(name).build()) {
            Map<Chunk, RetrievedPoint> before = points(PARTNERS);

            reading.rename(PARTNERS, RENAMED.source(), 4);

            assertThat(points(PARTNERS)).isEmpty();
            assertThat(vectors(points(RENAMED))).isEqualTo(vectors(before));
        }
    }

    @Test
    void dropShouldDeleteTheMarkFirst() {
        proxy.on("Points/Scroll", (request, backend) -> {
            throw Status.UNAVAILABLE.withDescription("died").asRuntimeException();
        });
        assertThatThrownBy(() -> sink.drop(PARTNERS, 4)).isInstanceOf(SyncException.class);
        proxy.clear();
        assertThat(sink.mark(PARTNERS)).isEmpty();
        assertThat(sink.count(PARTNERS)).isEqualTo(42);

        sink.drop(PARTNERS, 4);

        assertThat(sink.contents()).containsExactly(new SourceContent(PRODUCTS, 1, Optional.empty()));
        assertThat(server.all(name)).hasSize(2);
    }

    @Test
    void dropShouldLeaveWhatANewerRunWrote() {
        sink.upsert(PARTNERS, 9, List.of(document(1, 2, 1, DIMENSION)));

        assertThatThrownBy(() -> sink.drop(PARTNERS, 4)).isInstanceOf(LostRaceException.class);

        assertThat(sink.count(PARTNERS)).isEqualTo(1);
    }

    /**
     * What a point is, whatever its source.
     *
     * @param record the record id as it is stored
     * @param index the chunk
     */
    private record Chunk(Value record, long index) {}

    private static List<EmbeddedDocument> documents() {
        List<EmbeddedDocument> documents = new ArrayList<>();
        for (long number = -5; number <= 25; number++) {
            documents.add(document(number, 1, 1 + Math.floorMod(number, 3), DIMENSION));
        }
        for (long number = 1; number <= 11; number++) {
            EmbeddedDocument like = document(number, 1, 2, DIMENSION);
            documents.add(new EmbeddedDocument(
                    RecordId.of("record " + number),
                    1,
                    like.contentHash(),
                    like.fingerprint(),
                    like.payload(),
                    like.chunks()));
        }
        return documents;
    }

    private void assertRenamed(Map<Chunk, RetrievedPoint> before) {
        Map<Chunk, RetrievedPoint> after = points(RENAMED);
        assertThat(points(PARTNERS)).isEmpty();
        assertThat(vectors(after)).isEqualTo(vectors(before));
        assertThat(payloads(after)).isEqualTo(payloads(before));
        assertThat(sink.mark(RENAMED)).contains(MARK);
        assertThat(sink.mark(PARTNERS)).isEmpty();
        assertThat(sink.contents())
                .containsExactly(
                        new SourceContent(RENAMED, 42, Optional.of("5f0d6a8c")),
                        new SourceContent(PRODUCTS, 1, Optional.empty()));
        assertThat(sink.stamps(RENAMED, List.of(RecordId.of("record 3"), RecordId.of(-5), RecordId.of(20))))
                .hasSize(3)
                .allSatisfy((id, stamp) -> assertThat(stamp.intact()).isTrue());
    }

    private void assertNothingIsLost(Map<Chunk, RetrievedPoint> before) {
        Map<Chunk, RetrievedPoint> both = new HashMap<>(points(RENAMED));
        both.putAll(points(PARTNERS));
        assertThat(vectors(both)).isEqualTo(vectors(before));
        boolean marked = sink.mark(PARTNERS).isPresent();
        assertThat(marked && points(PARTNERS).size() < before.size())
                .as("a mark of a name that lacks points")
                .isFalse();
    }

    private static Map<Chunk, VectorsOutput> vectors(Map<Chunk, RetrievedPoint> points) {
        Map<Chunk, VectorsOutput> vectors = new HashMap<>();
        points.forEach((chunk, point) -> vectors.put(chunk, point.getVectors()));
        return vectors;
    }

    private static Map<Chunk, Map<String, Value>> payloads(Map<Chunk, RetrievedPoint> points) {
        Map<Chunk, Map<String, Value>> payloads = new HashMap<>();
        points.forEach((chunk, point) -> {
            Map<String, Value> payload = new HashMap<>(point.getPayloadMap());
            payload.remove("source");
            payloads.put(chunk, payload);
        });
        return payloads;
    }

    private Map<Chunk, RetrievedPoint> points(ModelKey key) {
        Map<Chunk, RetrievedPoint> points = new HashMap<>();
        for (RetrievedPoint point : server.all(name)) {
            Map<String, Value> payload = point.getPayloadMap();
            if (payload.containsKey("record_id")
                    && PayloadValues.text(payload, "source").equals(key.source())
                    && PayloadValues.text(payload, "model_name")
                            .equals(key.model().value())) {
                points.put(new Chunk(payload.get("record_id"), PayloadValues.whole(payload, "chunk_index")), point);
            }
        }
        return points;
    }
}
