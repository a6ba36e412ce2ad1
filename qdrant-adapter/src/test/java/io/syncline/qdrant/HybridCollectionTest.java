package io.syncline.qdrant;

import static io.syncline.qdrant.Documents.PARTNERS;
import static io.syncline.qdrant.Documents.atCosine;
import static io.syncline.qdrant.Documents.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import io.qdrant.client.grpc.Points.Query;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.VectorInput;
import io.syncline.api.Quarantine;
import io.syncline.api.RecordId;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.vector.EmbeddedChunk;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.Payload;
import io.syncline.core.port.vector.SinkHit;
import io.syncline.core.port.vector.SinkQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HybridCollectionTest {

    private final QdrantServer server = QdrantServer.shared();
    private final String name = server.freshName();

    @Test
    void recordsShouldBeFoundByMeaningAndByWords() {
        try (QdrantVectorSink sink = server.sink(name).hybrid(true).build()) {
            sink.prepare(Documents.SCHEMA);
            List<EmbeddedDocument> documents = new ArrayList<>();
            for (int i = 1; i <= 40; i++) {
                documents.add(written(i, "Nothing to see at number " + i, atCosine(0.5 - i * 0.001)));
            }
            documents.add(written(50, "Steel brackets for shelves", atCosine(0.99)));
            documents.add(written(60, "Invoice of Wickramasinghe Trading", atCosine(-0.5)));
            sink.upsert(PARTNERS, 1, documents);

            List<SinkHit> hits = sink.search(query(3), "wickramasinghe");

            assertThat(hits).hasSize(3);
            assertThat(hits.subList(0, 2))
                    .extracting(SinkHit::id)
                    .as("the nearest by meaning and the one with the word")
                    .containsExactlyInAnyOrder(RecordId.of(50), RecordId.of(60));
            assertThat(hits)
                    .filteredOn(hit -> hit.id().number() == 60)
                    .singleElement()
                    .satisfies(hit -> assertThat(hit.score()).isCloseTo(-0.5, offset(1e-4)));
            assertThat(sink.search(query(3)))
                    .extracting(SinkHit::id)
                    .as("by meaning alone")
                    .doesNotContain(RecordId.of(60));
        }
    }

    @Test
    void recordInQuarantineShouldBeFoundNeitherByMeaningNorByWords() {
        try (QdrantVectorSink sink = server.sink(name).hybrid(true).build()) {
            sink.prepare(Documents.SCHEMA);
            sink.upsert(
                    PARTNERS, 1, List.of(written(1, "Zanzibar", atCosine(0.9)), written(2, "Colombo", atCosine(0.5))));
            Quarantine week = Quarantine.of(Instant.parse("2026-11-24T08:00:00Z"), Duration.ofDays(7));
            sink.quarantine(PARTNERS, 2, List.of(RecordId.of(1)), week);

            assertThat(sink.search(query(10), "zanzibar"))
                    .extracting(SinkHit::id)
                    .containsExactly(RecordId.of(2));
            assertThat(sink.search(
                            SinkQuery.builder()
                                    .from(query(10))
                                    .includeQuarantined(true)
                                    .build(),
                            "zanzibar"))
                    .extracting(SinkHit::id)
                    .contains(RecordId.of(1));
        }
    }

    @Test
    void hybridSearchShouldBeRefusedWhenItIsOff() {
        try (QdrantVectorSink sink = server.sink(name).build()) {
            sink.prepare(Documents.SCHEMA);
            assertThatThrownBy(() -> sink.search(query(3), "words"))
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("Hybrid search is disabled");
        }
        try (QdrantVectorSink sink = server.sink(name).hybrid(true).build()) {
            assertThatThrownBy(() -> sink.prepare(Documents.SCHEMA))
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("no sparse vector named 'text-words'");
        }
    }

    @Test
    void oldWordsShouldNotBeFoundWhenHybridWasTurnedOffBeforeAChange() {
        try (QdrantVectorSink sink = server.sink(name).hybrid(true).build()) {
            sink.prepare(Documents.SCHEMA);
            OptimisedSegments.make(server, name, () -> {
                List<EmbeddedDocument> many = new ArrayList<>();
                for (int i = 1; i <= 3_000; i++) {
                    many.add(document(i, 1, 1));
                }
                many.add(written(5_000, "Zanzibar", atCosine(0.1)));
                sink.upsert(PARTNERS, 1, many);
            });
            assertThat(foundByWord("zanzibar")).isEqualTo(1);
        }
        try (QdrantVectorSink sink = server.sink(name).build()) {
            sink.prepare(Documents.SCHEMA);
            sink.upsert(PARTNERS, 2, List.of(written(5_000, "Colombo", atCosine(0.1))));
        }
        assertThat(foundByWord("zanzibar"))
                .as("what an upsert does not send may stay")
                .isZero();
    }

    private int foundByWord(String word) {
        return server.points()
                .query(QueryPoints.newBuilder()
                        .setCollectionName(name)
                        .setUsing("text-words")
                        .setQuery(Query.newBuilder()
                                .setNearest(VectorInput.newBuilder().setDocument(PointCodec.words(word))))
                        .setLimit(10)
                        .build())
                .getResultCount();
    }

    private static SinkQuery query(int limit) {
        return SinkQuery.builder()
                .source(PARTNERS.source())
                .embedding(atCosine(1))
                .limit(limit)
                .build();
    }

    private static EmbeddedDocument written(long record, String text, Embedding embedding) {
        return new EmbeddedDocument(
                RecordId.of(record), 1, "h" + text, "fp", Payload.EMPTY, List.of(new EmbeddedChunk(text, embedding)));
    }
}
