package io.syncline.qdrant;

import static io.syncline.qdrant.Documents.PARTNERS;
import static io.syncline.qdrant.Documents.PRODUCTS;
import static io.syncline.qdrant.Documents.document;
import static io.syncline.qdrant.Documents.documents;
import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.grpc.Common;
import io.qdrant.client.grpc.Points.DeletePoints;
import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.PointId;
import io.syncline.core.port.vector.SinkHit;
import io.syncline.core.port.vector.SinkQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Stamps, listings, counts and searches at their limits. */
class ReadingTest extends AbstractProxyTest {

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
                page.entries().forEach(entry -> listed.add(entry.id().number()));
                page = sink.ids(key, IdRange.after(page.resumeAfter()), 3);
            }
            page.entries().forEach(entry -> listed.add(entry.id().number()));
            assertThat(listed).as("records of %s", key).containsExactly(box(records));
            assertThat(sink.count(key)).isEqualTo(records.length);
            assertThat(sink.ids(key, IdRange.of(2047, 1L << 51), 10).entries()).hasSize(2);
        }
    }

    @Test
    void listingShouldHaveEveryPermanentRecordOnceWhileOthersAreWrittenAndDeleted() {
        List<EmbeddedDocument> lasting = new ArrayList<>();
        List<EmbeddedDocument> passing = new ArrayList<>();
        for (long record = 1; record <= 1_000; record++) {
            (record % 2 == 0 ? lasting : passing).add(document(record, 1, 1));
        }
        sink.upsert(PARTNERS, 1, lasting);
        List<RecordId> deleted = passing.stream().map(EmbeddedDocument::id).toList();
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Void> others = CompletableFuture.runAsync(() -> {
            while (!done.get()) {
                sink.upsert(PARTNERS, 1, passing);
                sink.delete(PARTNERS, 1, deleted);
            }
        });
        for (int i = 0; i < 10; i++) {
            List<Long> listed = new ArrayList<>();
            IdPage page = sink.ids(PARTNERS, IdRange.ALL, 100);
            while (!page.end()) {
                page.entries().forEach(entry -> listed.add(entry.id().number()));
                page = sink.ids(PARTNERS, IdRange.after(page.resumeAfter()), 100);
            }
            page.entries().forEach(entry -> listed.add(entry.id().number()));
            assertThat(listed).isSorted().doesNotHaveDuplicates();
            assertThat(listed)
                    .containsAll(lasting.stream()
                            .map(document -> document.id().number())
                            .toList());
        }
        done.set(true);
        others.orTimeout(1, TimeUnit.MINUTES).join();
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
    void recordsShouldBeCountedByAnyPointWhenTheirFirstChunkIsMissing() {
        sink.upsert(PARTNERS, 1, List.of(document(1, 1, 3), document(2, 1, 2)));
        server.points()
                .delete(DeletePoints.newBuilder()
                        .setCollectionName(name)
                        .setWait(true)
                        .setPoints(io.qdrant.client.grpc.Points.PointsSelector.newBuilder()
                                .setPoints(io.qdrant.client.grpc.Points.PointsIdsList.newBuilder()
                                        .addIds(uuid(PointId.of(
                                                PointId.prefix(PARTNERS, PointId.Kind.NUMBER), RecordId.of(1), 0)))))
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

    private List<SinkHit> search(Embedding embedding, int limit) {
        return sink.search(SinkQuery.builder()
                .source(PARTNERS.source())
                .embedding(embedding)
                .limit(limit)
                .build());
    }

    private static List<ModelKey> keysOnBothSidesOfTheSign() {
        List<ModelKey> keys = new ArrayList<>();
        boolean negative = false;
        for (int i = 0; keys.size() < 2; i++) {
            ModelKey key = new ModelKey("odoo:demo", ModelName.of("model" + i));
            if (PointId.prefix(key, PointId.Kind.NUMBER) < 0 == negative) {
                keys.add(key);
                negative = true;
            }
        }
        return keys;
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
