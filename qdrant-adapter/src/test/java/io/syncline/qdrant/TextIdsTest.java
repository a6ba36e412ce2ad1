package io.syncline.qdrant;

import static io.syncline.qdrant.Documents.PARTNERS;
import static io.syncline.qdrant.Documents.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qdrant.client.grpc.Points.DeletePoints;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.PointsIdsList;
import io.qdrant.client.grpc.Points.PointsSelector;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.syncline.api.Quarantine;
import io.syncline.api.RecordId;
import io.syncline.api.failure.LostRaceException;
import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.Payload;
import io.syncline.core.port.vector.PointId;
import io.syncline.core.port.vector.SinkHit;
import io.syncline.core.port.vector.SinkQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Records whose ids are texts: how they are stored, found, and kept apart if their hashes collide. */
class TextIdsTest extends AbstractProxyTest {

    private static final RecordId ASKED = RecordId.of("asked");
    private static final RecordId OTHER = RecordId.of("other");

    @Test
    void payloadShouldHaveTheIdAsItIs() {
        sink.upsert(PARTNERS, 1, List.of(document(-5, 1, 1), document(7, 1, 1), text("7", 1, 1)));

        assertThat(server.all(name))
                .extracting(point -> point.getPayloadMap().get("record_id"))
                .containsExactlyInAnyOrder(PayloadValues.of(-5), PayloadValues.of(7), PayloadValues.of("7"));
        assertThat(hits())
                .hasSize(3)
                .allSatisfy(hit -> assertThat(hit.payload().values()).containsOnlyKeys("city", "rank"));
    }

    @Test
    void listingShouldCostOneCallPerPageAndOnePerKind() {
        sink.upsert(PARTNERS, 1, texts(1, 300));
        int before = proxy.calls();

        assertThat(sink.ids(PARTNERS, IdRange.ALL, 1_000).entries()).hasSize(300);
        assertThat(proxy.calls() - before).as("three probes and a page").isEqualTo(4);

        before = proxy.calls();
        assertThat(sink.listsInOrder(PARTNERS)).isFalse();
        assertThat(sink.listsInOrder(PARTNERS)).isFalse();
        assertThat(proxy.calls() - before).as("known from now on").isEqualTo(1);
    }

    @Test
    void stampsOfAllKindsShouldBeReadInOneCall() {
        List<EmbeddedDocument> documents = new ArrayList<>(texts(1, 200));
        documents.addAll(Documents.documents(-100, 100, 1));
        sink.upsert(PARTNERS, 1, documents);
        int before = proxy.calls();

        assertThat(sink.stamps(
                        PARTNERS, documents.stream().map(EmbeddedDocument::id).toList()))
                .hasSize(401);

        assertThat(proxy.calls() - before).isEqualTo(1);
    }

    @Test
    void everythingShouldWorkWhenTheServerIsStrict() {
        server.collections()
                .update(io.qdrant.client.grpc.Collections.UpdateCollection.newBuilder()
                        .setCollectionName(name)
                        .setStrictModeConfig(io.qdrant.client.grpc.Collections.StrictModeConfig.newBuilder()
                                .setEnabled(true)
                                .setMaxQueryLimit(20)
                                .setUnindexedFilteringRetrieve(false)
                                .setUnindexedFilteringUpdate(false)
                                .setUpsertMaxBatchsize(50)
                                .setConditionMaxSize(60))
                        .build());
        sink.prepare(Documents.SCHEMA);

        sink.upsert(PARTNERS, 1, texts(1, 200));
        sink.upsert(PARTNERS, 2, texts(1, 200));
        List<RecordId> ids = texts(1, 200).stream().map(EmbeddedDocument::id).toList();

        assertThat(sink.stamps(PARTNERS, ids)).hasSize(200);
        assertThat(sink.count(PARTNERS)).isEqualTo(200);
        assertThat(hits()).hasSize(100);
        sink.delete(PARTNERS, 2, ids.subList(0, 150));
        assertThat(sink.count(PARTNERS)).isEqualTo(50);
    }

    @Test
    void olderWriteShouldLoseAndBeReported() {
        sink.upsert(PARTNERS, 5, List.of(text("a", 9, 2)));

        assertThatThrownBy(() -> sink.upsert(PARTNERS, 4, List.of(text("a", 10, 2), text("b", 1, 1))))
                .isInstanceOf(LostRaceException.class);
        assertThatThrownBy(() -> sink.upsert(PARTNERS, 5, List.of(text("a", 8, 2))))
                .isInstanceOf(LostRaceException.class);

        assertThat(sink.stamps(PARTNERS, List.of(RecordId.of("a")))
                        .get(RecordId.of("a"))
                        .sourceVersion())
                .isEqualTo(9);
        assertThat(sink.stamps(PARTNERS, List.of(RecordId.of("b"))))
                .as("the rest of the call")
                .hasSize(1);
    }

    @Test
    void recordShouldBeRejectedWhenAnotherOneHasItsPoints() {
        collide();

        assertThatThrownBy(() -> sink.upsert(PARTNERS, 5, List.of(text("asked", 1, 2), text("fine", 1, 1))))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("Record asked")
                .hasMessageContaining("record other");

        assertOtherIsUntouched();
    }

    @Test
    void otherRecordShouldStayWhenItIsInsertedJustBefore() {
        proxy.on("Points/Upsert", (request, backend) -> {
            collide();
            return backend.call(request);
        });
        sink.upsert(PARTNERS, 5, List.of(text("asked", 1, 1)));
        proxy.clear();

        assertOtherIsUntouched();
    }

    @Test
    void recordShouldBeRejectedWhenALateWriteOfAnotherOneCameFirst() {
        proxy.on("Points/Upsert", (request, backend) -> {
            throw io.grpc.Status.UNAVAILABLE.asRuntimeException();
        });
        assertThatThrownBy(() -> sink.upsert(PARTNERS, 5, List.of(text("late", 1, 1))))
                .isInstanceOf(io.syncline.api.failure.UnknownOutcomeException.class);
        proxy.on("Points/Upsert", (request, backend) -> {
            collide();
            return backend.call(request);
        });

        assertThatThrownBy(() -> sink.upsert(PARTNERS, 5, List.of(text("asked", 1, 1))))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("record other");
        proxy.clear();

        assertOtherIsUntouched();
    }

    @Test
    void recordShouldBeRejectedWhenTheServerHasNoConditions() {
        collide();
        try (QdrantProxy older = QdrantProxy.olderServer(server);
                QdrantVectorSink reading = older.sink(name).build()) {
            reading.prepare(Documents.SCHEMA);

            assertThatThrownBy(() -> reading.upsert(PARTNERS, 5, List.of(text("asked", 1, 1))))
                    .isInstanceOf(RejectedException.class)
                    .hasMessageContaining("record other");
        }
        assertOtherIsUntouched();
    }

    @Test
    void pointsOfAnotherRecordShouldBeInvisible() {
        collide();
        sink.upsert(PARTNERS, 2, List.of(text("asked-too", 1, 1)));

        assertThat(sink.stamps(PARTNERS, List.of(ASKED))).isEmpty();
        sink.delete(PARTNERS, 9, List.of(ASKED));
        sink.trim(PARTNERS, 9, Map.of(ASKED, 1));
        sink.quarantine(PARTNERS, 9, List.of(ASKED), new Quarantine(Instant.EPOCH, Instant.EPOCH.plusSeconds(9)));

        assertOtherIsUntouched();
        assertThat(sink.ids(PARTNERS, IdRange.ALL, 10).entries())
                .as("a point whose id is not that of its record is nobody's")
                .extracting(IdAndVersion::id)
                .containsExactly(RecordId.of("asked-too"));
    }

    @Test
    void pointsOfAnotherModelShouldBeRefused() {
        PointStruct point = PointStruct.newBuilder(stored())
                .putPayload("model_name", PayloadValues.of("stock.lot"))
                .build();
        upsert(point);

        assertThatThrownBy(() -> sink.upsert(PARTNERS, 5, List.of(text("asked", 1, 1))))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("stock.lot");
    }

    @Test
    void fieldOfTheSinkShouldNotBeOverwrittenByOneOfTheApplication() {
        EmbeddedDocument document = text("asked", 1, 1);
        EmbeddedDocument clashing = new EmbeddedDocument(
                document.id(), 1, "hash", "fp", Payload.of(Map.of("syncline_record_hash", "mine")), document.chunks());

        assertThatThrownBy(() -> sink.upsert(PARTNERS, 1, List.of(clashing)))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("Leave it out of 'payload'");
    }

    @Test
    void recordShouldBeListedByItsOtherChunksWhenItsFirstIsMissing() {
        sink.upsert(PARTNERS, 1, List.of(text("a", 4, 3)));
        server.points()
                .delete(DeletePoints.newBuilder()
                        .setCollectionName(name)
                        .setWait(true)
                        .setPoints(PointsSelector.newBuilder()
                                .setPoints(
                                        PointsIdsList.newBuilder().addIds(PointFilters.pointId(id(RecordId.of("a"))))))
                        .build());

        assertThat(sink.count(PARTNERS)).isEqualTo(1);
        assertThat(sink.ids(PARTNERS, IdRange.ALL, 10).entries())
                .containsExactly(new IdAndVersion(RecordId.of("a"), 4));
        assertThat(sink.stamps(PARTNERS, List.of(RecordId.of("a")))
                        .get(RecordId.of("a"))
                        .intact())
                .isFalse();
    }

    /** Stores a point of another record where the one of a record would be, as if their hashes collided. */
    private void collide() {
        upsert(stored());
    }

    private void upsert(PointStruct point) {
        server.points()
                .upsert(UpsertPoints.newBuilder()
                        .setCollectionName(name)
                        .setWait(true)
                        .addPoints(point)
                        .build());
    }

    private PointStruct stored() {
        Target target = io.syncline.qdrant.ImmutableTarget.builder()
                .collection(name)
                .filling("filling")
                .vector("text")
                .sparseVector("text-terms")
                .dimension(Documents.DIMENSION)
                .guardedByServer(true)
                .writes(new WriteLimits(500, 4 << 20, 4))
                .writesBeforePause(1_000)
                .readLimit(1_000)
                .queryLimit(1_000)
                .idsPerFilter(1_000)
                .filtersByAnyField(true)
                .words(Target.WordVectors.ABSENT)
                .bulkLoading(false)
                .build();
        PointStruct point = new PointCodec(target, PARTNERS, 1).point(document(OTHER, 3, 1, 1), 0);
        return point.toBuilder()
                .setId(PointFilters.pointId(id(ASKED)))
                .putPayload("syncline_record_hash", PayloadValues.of(PointId.bits(ASKED)))
                .build();
    }

    private void assertOtherIsUntouched() {
        assertThat(server.all(name))
                .filteredOn(point -> point.getId().getUuid().equals(id(ASKED).toString()))
                .extracting(RetrievedPoint::getPayloadMap)
                .containsExactly(stored().getPayloadMap());
    }

    private static UUID id(RecordId record) {
        return PointId.of(PointId.prefix(PARTNERS, PointId.Kind.TEXT), record, 0);
    }

    private static EmbeddedDocument text(String id, long version, int chunks) {
        return document(RecordId.of(id), 3, version, chunks);
    }

    private static List<EmbeddedDocument> texts(long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(number -> document(RecordId.of("record-" + number), number, 1, 1))
                .toList();
    }

    private List<SinkHit> hits() {
        return sink.search(SinkQuery.builder()
                .source(PARTNERS.source())
                .embedding(Documents.atCosine(1))
                .limit(100)
                .build());
    }
}
