package io.syncline.qdrant;

import static io.syncline.qdrant.Documents.PARTNERS;
import static io.syncline.qdrant.Documents.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qdrant.client.grpc.Common;
import io.qdrant.client.grpc.Points.CountPoints;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.syncline.api.RecordId;
import io.syncline.api.StrayPoint;
import io.syncline.api.failure.RejectedException;
import io.syncline.core.port.StrayPoints;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.PointId;
import io.syncline.core.port.vector.SinkHit;
import io.syncline.core.port.vector.SinkQuery;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A collection that other applications use too. */
class SharedCollectionTest extends AbstractProxyTest {

    @Test
    void foreignPointsShouldNotBeChangedWhateverTheirPayload() {
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
        assertThat(sink.strays(PARTNERS, StrayPoints.START, 10).points())
                .as("two name source and model, without having been written by a sync")
                .hasSize(2)
                .allMatch(point -> point.kind() == StrayPoint.Kind.FOREIGN);
    }

    @Test
    void pointsOfAnotherModelShouldStayWhenTheirIdsCollide() {
        UUID id = PointId.of(PointId.prefix(PARTNERS, PointId.Kind.NUMBER), RecordId.of(5), 0);
        server.points()
                .upsert(UpsertPoints.newBuilder()
                        .setCollectionName(name)
                        .setWait(true)
                        .addPoints(other(uuid(id), Map.of("model_name", "stock.lot", "source", "odoo:demo")))
                        .build());

        assertThatThrownBy(() -> sink.upsert(PARTNERS, 1, List.of(document(5, 1, 1))))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("stock.lot")
                .hasMessageContaining(id.toString());
        sink.upsert(PARTNERS, 1, List.of(document(6, 1, 1)));
        sink.delete(PARTNERS, 1, List.of(RecordId.of(6)));
        sink.delete(PARTNERS, 1, List.of(RecordId.of(5)));

        assertThat(allPoints()).isEqualTo(1);
        assertThat(sink.count(PARTNERS)).isZero();
        assertThat(sink.ids(PARTNERS, IdRange.ALL, 10).entries()).isEmpty();
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
}
