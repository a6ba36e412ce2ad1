package io.syncline.qdrant;

import static io.syncline.qdrant.Documents.PARTNERS;
import static io.syncline.qdrant.Documents.atCosine;
import static io.syncline.qdrant.Documents.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qdrant.client.grpc.Points.Query;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.VectorInput;
import io.syncline.api.RecordId;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.vector.EmbeddedChunk;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.Payload;
import io.syncline.core.port.vector.SinkHit;
import io.syncline.core.port.vector.SinkQuery;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HybridCollectionTest {

    private final QdrantServer server = QdrantServer.shared();
    private final String name = server.freshName();

    @Test
    void wordsShouldBeStoredAndSearchedByDefault() {
        try (QdrantVectorSink sink = server.sink(name).build()) {
            assertThat(sink.isHybrid()).as("there is no collection yet").isFalse();
            sink.prepare(Documents.SCHEMA);
            sink.upsert(
                    PARTNERS, 1, List.of(written(1, "Zanzibar", atCosine(0.9)), written(2, "Colombo", atCosine(0.5))));

            assertThat(sink.isHybrid()).isTrue();
            assertThat(sink.searchWords(query(10), "colombo"))
                    .extracting(SinkHit::id)
                    .containsExactly(RecordId.of(2));
        }
        try (QdrantVectorSink reader = server.sink(name).build()) {
            assertThat(reader.isHybrid()).as("a collection that was only found").isTrue();
        }
    }

    @Test
    void collectionWithoutWordsShouldBeSearchedByMeaning() {
        try (QdrantVectorSink sink = server.sink(name).hybrid(false).build()) {
            sink.prepare(Documents.SCHEMA);
            sink.upsert(PARTNERS, 1, List.of(written(1, "Zanzibar", atCosine(0.9))));
            assertThat(sink.isHybrid()).isFalse();
            assertThatThrownBy(() -> sink.searchWords(query(3), "zanzibar"))
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("stores no words");
        }
        try (QdrantVectorSink sink = server.sink(name).build()) {
            sink.prepare(Documents.SCHEMA);
            sink.upsert(PARTNERS, 2, List.of(written(2, "Colombo", atCosine(0.5))));
            assertThat(sink.isHybrid()).isFalse();
            assertThat(sink.search(query(10))).hasSize(2);
        }
    }

    @Test
    void collectionWithoutWordsShouldBeRefusedWhenTheyAreDemanded() {
        try (QdrantVectorSink sink = server.sink(name).hybrid(false).build()) {
            sink.prepare(Documents.SCHEMA);
        }
        try (QdrantVectorSink sink = server.sink(name).hybrid(true).build()) {
            assertThatThrownBy(() -> sink.prepare(Documents.SCHEMA))
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("no sparse vector named 'text-terms'");
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
        try (QdrantVectorSink sink = server.sink(name).hybrid(false).build()) {
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
                        .setUsing("text-terms")
                        .setQuery(Query.newBuilder()
                                .setNearest(VectorInput.newBuilder().setSparse(TermVectors.ofQuery(word))))
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
