package io.syncline.qdrant;

import static io.syncline.qdrant.Documents.PARTNERS;
import static io.syncline.qdrant.Documents.document;
import static io.syncline.qdrant.Documents.documents;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import io.qdrant.client.grpc.Collections.StrictModeConfig;
import io.qdrant.client.grpc.Collections.UpdateCollection;
import io.qdrant.client.grpc.Points.DeletePoints;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.qdrant.client.grpc.Points.WriteOrdering;
import io.syncline.api.RecordId;
import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.vector.EmbeddedChunk;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.Payload;
import io.syncline.core.port.vector.SinkHit;
import io.syncline.core.port.vector.SinkQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Surprising behaviour of the server that the sink must avoid. */
class ServerPitfallsTest extends AbstractProxyTest {

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
                .hasMessageContaining("dimension 7");
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

        assertThat(hits).extracting(hit -> hit.id().number()).containsExactly(1L, 2L);
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
    void oldPointInAnOptimisedSegmentShouldBeReplacedCompletely() {
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
}
