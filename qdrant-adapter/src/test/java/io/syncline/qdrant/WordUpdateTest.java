package io.syncline.qdrant;

import static io.syncline.qdrant.Documents.PARTNERS;
import static io.syncline.qdrant.Documents.PRODUCTS;
import static io.syncline.qdrant.Documents.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qdrant.client.grpc.Collections.UpdateCollection;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.JsonWithInt.NullValue;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.NamedVectors;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.PointVectors;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.SparseVector;
import io.qdrant.client.grpc.Points.UpdatePointVectors;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.qdrant.client.grpc.Points.Vector;
import io.qdrant.client.grpc.Points.VectorOutput;
import io.qdrant.client.grpc.Points.Vectors;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.SinkQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Words of an earlier version of the analysis are replaced, without an embedder, and whatever interrupts it. */
class WordUpdateTest extends AbstractServerTest {

    private static final String NAME = "records";
    private static final int RECORDS = 1_200;

    private void fill() {
        try (QdrantVectorSink sink = server.sink(NAME).build()) {
            sink.prepare(Documents.SCHEMA);
            List<EmbeddedDocument> documents = new ArrayList<>();
            for (int record = 1; record <= RECORDS; record++) {
                documents.add(document(record, 1, 1));
            }
            sink.upsert(PARTNERS, 1, documents);
            sink.upsert(PRODUCTS, 1, List.of(document(1, 1, 3)));
        }
    }

    /** As a version left the collection whose terms were others. */
    private void makeEarlier() {
        List<PointVectors> old = server.all(NAME).stream()
                .filter(point -> point.getPayloadMap().containsKey("text"))
                .map(point -> words(point.getId(), 4711))
                .toList();
        server.points()
                .updateVectors(UpdatePointVectors.newBuilder()
                        .setCollectionName(NAME)
                        .setWait(true)
                        .addAllPoints(old)
                        .build());
        server.collections()
                .update(UpdateCollection.newBuilder()
                        .setCollectionName(NAME)
                        .putMetadata(
                                CollectionMetadata.WORDS,
                                Value.newBuilder()
                                        .setNullValue(NullValue.NULL_VALUE)
                                        .build())
                        .build());
    }

    private static PointVectors words(PointId id, int index) {
        return PointVectors.newBuilder().setId(id).setVectors(sparse(index)).build();
    }

    private static Vectors sparse(int index) {
        return Vectors.newBuilder()
                .setVectors(NamedVectors.newBuilder()
                        .putVectors(
                                "text-terms",
                                Vector.newBuilder()
                                        .setSparse(SparseVector.newBuilder()
                                                .addIndices(index)
                                                .addValues(1))
                                        .build()))
                .build();
    }

    /** Each point has the words of its text, and the vector that it had before. */
    private void assertCurrent(Map<PointId, VectorOutput> meanings) {
        List<RetrievedPoint> points = server.all(NAME).stream()
                .filter(point -> point.getPayloadMap().containsKey("text"))
                .toList();
        assertThat(points).hasSize(RECORDS + 3);
        assertThat(points.stream()
                        .filter(point -> !Set.copyOf(QdrantServer.words(point))
                                .equals(Set.copyOf(TermVectors.ofText(
                                                point.getPayloadOrThrow("text").getStringValue())
                                        .getIndicesList())))
                        .map(point -> point.getPayloadOrThrow("record_id").getIntegerValue()))
                .as("records with other words than those of their text")
                .isEmpty();
        assertThat(meanings()).as("vectors of the embedder").isEqualTo(meanings);
    }

    private Map<PointId, VectorOutput> meanings() {
        return server.all(NAME).stream()
                .filter(point -> point.getPayloadMap().containsKey("text"))
                .collect(Collectors.toMap(
                        RetrievedPoint::getId,
                        point -> point.getVectors().getVectors().getVectorsOrThrow("text")));
    }

    @Test
    void earlierWordsShouldBeReplacedByTheNextPreparation() {
        fill();
        makeEarlier();
        Map<PointId, VectorOutput> meanings = meanings();
        try (QdrantVectorSink reader = server.sink(NAME).build()) {
            reader.open(Documents.SCHEMA);
            assertThat(reader.isHybrid()).as("before").isFalse();
            assertThatThrownBy(() -> reader.searchWords(query(), "record"))
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("Run a sync");
        }
        try (QdrantVectorSink sink = server.sink(NAME).build()) {
            sink.prepare(Documents.SCHEMA);
            assertThat(sink.isHybrid()).isTrue();
        }
        assertCurrent(meanings);
    }

    @Test
    void pointsOfOtherApplicationsShouldStay() {
        fill();
        PointId foreign = PointId.newBuilder().setNum(7).build();
        PointStruct point = PointStruct.newBuilder()
                .setId(foreign)
                .setVectors(sparse(5))
                .putPayload("text", PayloadValues.of("Zanzibar"))
                .putPayload("source", PayloadValues.of(PARTNERS.source()))
                .putPayload("model_name", PayloadValues.of(PARTNERS.model().value()))
                .putPayload("point_type", PayloadValues.of("data"))
                .build();
        server.points()
                .upsert(UpsertPoints.newBuilder()
                        .setCollectionName(NAME)
                        .setWait(true)
                        .addPoints(point)
                        .build());
        makeEarlier();
        try (QdrantVectorSink sink = server.sink(NAME).build()) {
            sink.prepare(Documents.SCHEMA);
        }
        assertThat(server.all(NAME).stream()
                        .filter(each -> each.getId().equals(foreign))
                        .map(QdrantServer::words))
                .containsExactly(List.of(4711));
    }

    @Test
    void interruptedUpdateShouldBeFinishedByTheNextPreparation() {
        fill();
        makeEarlier();
        Map<PointId, VectorOutput> meanings = meanings();
        CompletableFuture<Void> kill = CompletableFuture.runAsync(process::kill);
        boolean done = false;
        for (int attempt = 0; !done && attempt < 3; attempt++) {
            try (QdrantVectorSink sink = server.sink(NAME).build()) {
                sink.prepare(Documents.SCHEMA);
                done = sink.isHybrid();
            } catch (SyncException dead) {
                kill.orTimeout(1, TimeUnit.MINUTES).join();
                process.restart();
            }
        }
        assertThat(done).isTrue();
        assertCurrent(meanings);
    }

    private static SinkQuery query() {
        return SinkQuery.builder()
                .source(PARTNERS.source())
                .embedding(Documents.atCosine(1))
                .limit(3)
                .build();
    }
}
