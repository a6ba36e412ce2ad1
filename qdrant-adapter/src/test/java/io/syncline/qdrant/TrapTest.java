package io.syncline.qdrant;

import static io.syncline.qdrant.Documents.PARTNERS;
import static io.syncline.qdrant.Documents.PRODUCTS;
import static io.syncline.qdrant.Documents.document;
import static io.syncline.qdrant.Documents.documents;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import io.qdrant.client.grpc.Collections.StrictModeConfig;
import io.qdrant.client.grpc.Collections.UpdateCollection;
import io.qdrant.client.grpc.Common;
import io.qdrant.client.grpc.Points.CountPoints;
import io.qdrant.client.grpc.Points.DeletePoints;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.qdrant.client.grpc.Points.WriteOrdering;
import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.EmbeddedChunk;
import io.syncline.core.port.EmbeddedDocument;
import io.syncline.core.port.Embedding;
import io.syncline.core.port.IdPage;
import io.syncline.core.port.IdRange;
import io.syncline.core.port.ModelKey;
import io.syncline.core.port.Payload;
import io.syncline.core.port.PointId;
import io.syncline.core.port.SinkHit;
import io.syncline.core.port.SinkQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the server does without a word, and the sink must not let happen. */
class TrapTest {

    private final QdrantServer server = QdrantServer.shared();
    private final QdrantProxy proxy = new QdrantProxy(server);
    private final String name = server.freshName();
    private QdrantVectorSink sink;

    @BeforeEach
    void prepare() {
        sink = proxy.sink(name).build();
        sink.prepare(Documents.SCHEMA);
    }

    @AfterEach
    void close() {
        sink.close();
        proxy.close();
    }

    @Test
    void everyWriteShouldBeWaitedFor() {
        List<Boolean> waited = new ArrayList<>();
        proxy.on("Points/Upsert", (request, backend) -> {
            UpsertPoints upsert = UpsertPoints.parseFrom(request);
            waited.add(upsert.getWait() && upsert.getOrdering().equals(WriteOrdering.getDefaultInstance()));
            return backend.call(request);
        });
        proxy.on("Points/Delete", (request, backend) -> {
            waited.add(DeletePoints.parseFrom(request).getWait());
            return backend.call(request);
        });

        sink.upsert(PARTNERS, 1, List.of(document(1, 1, 2)));
        sink.trim(PARTNERS, 1, Map.of(RecordId.of(1), 1));
        sink.delete(PARTNERS, 1, List.of(RecordId.of(1)));

        assertThat(waited).hasSize(3).containsOnly(true);
    }

    @Test
    void vectorsShouldBeCheckedBeforeAnythingIsSent() {
        EmbeddedDocument fine = document(1, 1, 1);

        assertThatThrownBy(() -> sink.upsert(PARTNERS, 1, List.of(fine, document(2, 1, 1, 7))))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("Record 2")
                .hasMessageContaining("7 numbers");
        assertThatThrownBy(() -> sink.upsert(PARTNERS, 1, List.of(fine, document(3, Embedding.of(new float[8])))))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("Record 3");
        assertThat(proxy.calls("Points/Upsert")).isZero();
    }

    @Test
    void similarityShouldBeRightWhenVectorsAreVeryShortOrLong() {
        float[] tiny = {1e-25f, 0, 0, 0, 0, 0, 0, 0};
        float[] huge = {1e30f, 1e30f, 0, 0, 0, 0, 0, 0};
        sink.upsert(PARTNERS, 1, List.of(document(1, Embedding.of(tiny)), document(2, Embedding.of(huge))));

        List<SinkHit> hits = search(Embedding.of(tiny), 10);

        assertThat(hits).extracting(hit -> hit.id().value()).containsExactly(1L, 2L);
        assertThat(hits.get(0).score()).isCloseTo(1, offset(1e-5));
        assertThat(hits.get(1).score()).isCloseTo(Math.sqrt(0.5), offset(1e-5));
    }

    @Test
    void nothingShouldBeSentWhenNothingIsToBeDeleted() {
        sink.upsert(PARTNERS, 1, documents(1, 3, 1));
        int before = proxy.calls();

        sink.delete(PARTNERS, 1, List.of());
        sink.trim(PARTNERS, 1, Map.of());
        assertThat(sink.stamps(PARTNERS, List.of())).isEmpty();
        assertThat(proxy.calls()).isEqualTo(before);

        sink.delete(PARTNERS, 1, List.of(RecordId.of(99)));
        sink.trim(PARTNERS, 1, Map.of(RecordId.of(1), 1));
        assertThat(proxy.calls("Points/Delete"))
                .as("an empty filter would match all points")
                .isZero();
        assertThat(sink.count(PARTNERS)).isEqualTo(3);
    }

    @Test
    void deletingAHundredRecordsShouldTakeTwoCalls() {
        sink.upsert(PARTNERS, 1, documents(1, 1_000, 1));
        int before = proxy.calls();

        sink.delete(
                PARTNERS,
                1,
                documents(301, 400, 1).stream().map(EmbeddedDocument::id).toList());

        assertThat(proxy.calls() - before).isEqualTo(2);
        assertThat(sink.count(PARTNERS)).isEqualTo(900);
    }

    @Test
    void stampsShouldBeReadInOneCall() {
        sink.upsert(PARTNERS, 1, documents(1, 1_000, 1));
        int before = proxy.calls();

        assertThat(sink.stamps(
                        PARTNERS,
                        documents(1, 1_000, 1).stream()
                                .map(EmbeddedDocument::id)
                                .toList()))
                .hasSize(1_000);

        assertThat(proxy.calls() - before).isEqualTo(1);
    }

    @Test
    void stampsShouldBeByRecordWhenIdsAreMissingOrTwice() {
        sink.upsert(PARTNERS, 1, documents(1, 3, 1));

        assertThat(sink.stamps(PARTNERS, List.of(RecordId.of(9), RecordId.of(2), RecordId.of(2), RecordId.of(1))))
                .containsOnlyKeys(RecordId.of(1), RecordId.of(2));
    }

    @Test
    void listingShouldAscendByRecordWhenIdsUseAllTheirBits() {
        long[] records = {1, 2047, 2048, 1L << 51, (1L << 51) + 1, 1L << 62, Long.MAX_VALUE - 1, Long.MAX_VALUE};
        List<EmbeddedDocument> documents = new ArrayList<>();
        for (long record : records) {
            documents.add(document(record, 1, 2));
        }
        for (ModelKey key : keysOnBothSidesOfTheSign()) {
            sink.upsert(key, 1, documents);
            List<Long> listed = new ArrayList<>();
            IdPage page = sink.ids(key, IdRange.ALL, 3);
            while (!page.end()) {
                page.entries().forEach(entry -> listed.add(entry.id().value()));
                page = sink.ids(key, IdRange.after(page.resumeAfter()), 3);
            }
            page.entries().forEach(entry -> listed.add(entry.id().value()));
            assertThat(listed).as("records of %s", key).containsExactly(box(records));
            assertThat(sink.count(key)).isEqualTo(records.length);
            assertThat(sink.ids(key, new IdRange(2047, 1L << 51), 10).entries()).hasSize(2);
        }
    }

    @Test
    void numbersShouldStayExactWhenTheyAreLarge() {
        EmbeddedDocument document = document(Long.MAX_VALUE, (1L << 53) + 1, 1);

        sink.upsert(PARTNERS, (1L << 53) + 1, List.of(document));

        assertThat(sink.stamps(PARTNERS, List.of(document.id()))
                        .get(document.id())
                        .sourceVersion())
                .isEqualTo((1L << 53) + 1);
        assertThat(search(document.chunks().get(0).embedding(), 1)
                        .get(0)
                        .payload()
                        .values())
                .containsEntry("rank", Long.MAX_VALUE);
    }

    @Test
    void pointsOfOthersShouldBeLeftAloneWhateverTheyLookLike() {
        List<PointStruct> others = List.of(
                other(Common.PointId.newBuilder().setNum(7).build(), Map.of("record_id", 1L)),
                other(uuid(UUID.randomUUID()), Map.of("record_id", 1L, "model_name", "res.partner")),
                other(
                        uuid(UUID.randomUUID()),
                        Map.of(
                                "record_id",
                                1L,
                                "model_name",
                                "res.partner",
                                "source",
                                "odoo:demo",
                                "point_type",
                                "data")),
                other(
                        Common.PointId.newBuilder().setNum(8).build(),
                        Map.of(
                                "record_id",
                                1L,
                                "model_name",
                                "res.partner",
                                "source",
                                "odoo:demo",
                                "point_type",
                                "data")));
        server.points()
                .upsert(UpsertPoints.newBuilder()
                        .setCollectionName(name)
                        .setWait(true)
                        .addAllPoints(others)
                        .build());
        sink.upsert(PARTNERS, 1, List.of(document(1, 1, 3), document(2, 1, 1)));

        assertThat(sink.stamps(PARTNERS, List.of(RecordId.of(1)))
                        .get(RecordId.of(1))
                        .storedChunks())
                .isEqualTo(3);
        assertThat(sink.count(PARTNERS)).isEqualTo(2);
        assertThat(sink.ids(PARTNERS, IdRange.ALL, 100).entries()).hasSize(2);
        assertThat(search(Documents.atCosine(1), 10)).hasSize(2);
        sink.trim(PARTNERS, 1, Map.of(RecordId.of(1), 1));
        sink.delete(PARTNERS, 1, List.of(RecordId.of(1), RecordId.of(2)));

        assertThat(allPoints()).isEqualTo(others.size());
    }

    @Test
    void pointsOfAnotherModelShouldStayWhenTheirIdsCollide() {
        UUID id = PointId.of(PointId.prefix(PARTNERS), RecordId.of(5), 0);
        server.points()
                .upsert(UpsertPoints.newBuilder()
                        .setCollectionName(name)
                        .setWait(true)
                        .addPoints(other(uuid(id), Map.of("model_name", "stock.lot", "source", "odoo:demo")))
                        .build());

        assertThatThrownBy(() -> sink.upsert(PARTNERS, 1, List.of(document(5, 1, 1))))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("stock.lot");
        sink.delete(PARTNERS, 1, List.of(RecordId.of(5)));

        assertThat(allPoints()).isEqualTo(1);
        assertThat(sink.count(PARTNERS)).isZero();
        assertThat(sink.ids(PARTNERS, IdRange.ALL, 10).entries()).isEmpty();
    }

    @Test
    void recordsShouldBeCountedByAnyPointWhenTheirFirstChunkIsGone() {
        sink.upsert(PARTNERS, 1, List.of(document(1, 1, 3), document(2, 1, 2)));
        server.points()
                .delete(DeletePoints.newBuilder()
                        .setCollectionName(name)
                        .setWait(true)
                        .setPoints(io.qdrant.client.grpc.Points.PointsSelector.newBuilder()
                                .setPoints(io.qdrant.client.grpc.Points.PointsIdsList.newBuilder()
                                        .addIds(uuid(PointId.of(PointId.prefix(PARTNERS), RecordId.of(1), 0)))))
                        .build());

        assertThat(sink.count(PARTNERS)).isEqualTo(2);
        assertThat(sink.ids(PARTNERS, IdRange.ALL, 10).entries()).hasSize(2);
        assertThat(sink.stamps(PARTNERS, List.of(RecordId.of(1)))
                        .get(RecordId.of(1))
                        .intact())
                .isFalse();
    }

    @Test
    void recordsShouldBeFoundOnceEachWhenOneHasManyNearChunks() {
        Embedding[] near = new Embedding[300];
        for (int i = 0; i < near.length; i++) {
            near[i] = Documents.atCosine(1 - i * 1e-4);
        }
        sink.upsert(PARTNERS, 1, List.of(document(1, near)));
        sink.upsert(PARTNERS, 1, List.of(document(2, Documents.atCosine(0.5)), document(3, Documents.atCosine(0.4))));
        sink.upsert(PRODUCTS, 1, List.of(document(1, Documents.atCosine(0.6))));

        List<SinkHit> hits = search(Documents.atCosine(1), 4);

        assertThat(hits)
                .extracting(hit -> hit.model() + "," + hit.id())
                .containsExactly("res.partner,1", "product.template,1", "res.partner,2", "res.partner,3");
        assertThat(hits.get(0).chunkIndex()).isZero();
    }

    @Test
    void everythingShouldWorkWhenTheServerIsStrict() {
        server.collections()
                .update(UpdateCollection.newBuilder()
                        .setCollectionName(name)
                        .setStrictModeConfig(StrictModeConfig.newBuilder()
                                .setEnabled(true)
                                .setMaxQueryLimit(20)
                                .setUnindexedFilteringRetrieve(false)
                                .setUnindexedFilteringUpdate(false)
                                .setUpsertMaxBatchsize(50)
                                .setConditionMaxSize(60)
                                .setSearchAllowExact(false))
                        .build());
        sink.prepare(Documents.SCHEMA);

        sink.upsert(PARTNERS, 1, documents(1, 300, 1));
        sink.upsert(PARTNERS, 2, documents(1, 300, 2));
        List<RecordId> ids =
                documents(1, 300, 1).stream().map(EmbeddedDocument::id).toList();

        assertThat(sink.stamps(PARTNERS, ids)).hasSize(300);
        assertThat(sink.count(PARTNERS)).isEqualTo(300);
        assertThat(search(Documents.atCosine(1), 100)).hasSize(100);
        sink.delete(PARTNERS, 2, ids.subList(0, 200));
        assertThat(sink.count(PARTNERS)).isEqualTo(100);
    }

    @Test
    void everythingOfAnOldPointShouldBeReplacedWhenItIsInAnOptimisedSegment() {
        OptimisedSegments.make(server, name, () -> sink.upsert(PARTNERS, 1, documents(1, 3_000, 1)));
        Payload other = Payload.of(Map.of("colour", "red"));
        EmbeddedDocument plain = document(7, 2, 1);
        EmbeddedChunk chunk = plain.chunks().get(0);

        sink.upsert(PARTNERS, 2, List.of(new EmbeddedDocument(plain.id(), 2, "new", "fp", other, List.of(chunk))));

        SinkHit hit = search(chunk.embedding(), 1).get(0);
        assertThat(hit.id()).isEqualTo(plain.id());
        assertThat(hit.payload()).isEqualTo(other);
    }

    private List<SinkHit> search(Embedding embedding, int limit) {
        return sink.search(SinkQuery.builder()
                .source(PARTNERS.source())
                .embedding(embedding)
                .limit(limit)
                .build());
    }

    private long allPoints() {
        return server.points()
                .count(CountPoints.newBuilder()
                        .setCollectionName(name)
                        .setExact(true)
                        .build())
                .getResult()
                .getCount();
    }

    private static List<ModelKey> keysOnBothSidesOfTheSign() {
        List<ModelKey> keys = new ArrayList<>();
        boolean negative = false;
        for (int i = 0; keys.size() < 2; i++) {
            ModelKey key = new ModelKey("odoo:demo", ModelName.of("model" + i));
            if (PointId.prefix(key) < 0 == negative) {
                keys.add(key);
                negative = true;
            }
        }
        return keys;
    }

    private static PointStruct other(Common.PointId id, Map<String, Object> payload) {
        PointStruct.Builder point = PointStruct.newBuilder()
                .setId(id)
                .setVectors(io.qdrant.client.VectorsFactory.namedVectors(
                        Map.of("text", io.qdrant.client.VectorFactory.vector(1f, 0f, 0f, 0f, 0f, 0f, 0f, 0f))));
        payload.forEach((field, value) -> point.putPayload(field, PayloadValues.ofAny(value)));
        return point.build();
    }

    private static Common.PointId uuid(UUID id) {
        return Common.PointId.newBuilder().setUuid(id.toString()).build();
    }

    private static Long[] box(long[] values) {
        Long[] boxed = new Long[values.length];
        for (int i = 0; i < values.length; i++) {
            boxed[i] = values[i];
        }
        return boxed;
    }
}
