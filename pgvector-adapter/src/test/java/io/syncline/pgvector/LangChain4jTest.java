package io.syncline.pgvector;

import static io.syncline.pgvector.PgvectorPoints.BANKS;
import static io.syncline.pgvector.PgvectorPoints.DIMENSION;
import static io.syncline.pgvector.PgvectorPoints.PARTNERS;
import static io.syncline.pgvector.PgvectorPoints.SCHEMA;
import static io.syncline.pgvector.PgvectorPoints.document;
import static io.syncline.pgvector.PgvectorPoints.vector;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingMatch;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.filter.MetadataFilterBuilder;
import dev.langchain4j.store.embedding.pgvector.DefaultMetadataStorageConfig;
import dev.langchain4j.store.embedding.pgvector.MetadataStorageMode;
import dev.langchain4j.store.embedding.pgvector.PgVectorEmbeddingStore;
import io.syncline.api.Quarantine;
import io.syncline.api.RecordId;
import io.syncline.core.port.vector.PointId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** LangChain4j's own store searches what the sink wrote. */
class LangChain4jTest {

    private final PgvectorTestSchema schema = PgvectorTestSchema.create();
    private final PgvectorSink sink = schema.pooledSink().build();

    @AfterEach
    void close() {
        sink.close();
        schema.close();
    }

    private PgVectorEmbeddingStore store() {
        return PgVectorEmbeddingStore.datasourceBuilder()
                .datasource(schema.pool())
                .table(schema.name() + ".syncline")
                .dimension(DIMENSION)
                .createTable(false)
                .metadataStorageConfig(DefaultMetadataStorageConfig.builder()
                        .storageMode(MetadataStorageMode.COMBINED_JSONB)
                        .columnDefinitions(List.of("flat_metadata JSONB NULL"))
                        .build())
                .build();
    }

    @Test
    void storeShouldFindPointsWithTextAndMetadata() {
        sink.prepare(SCHEMA);
        sink.upsert(
                PARTNERS,
                1,
                List.of(
                        document(
                                7,
                                Map.of("city", "Leeds", "employees", 12L, "active", true, "tags", List.of("a", "b"))),
                        document(8, Map.of("city", "York")),
                        document(9, Map.of("city", "Leeds"))));
        sink.upsert(BANKS, 1, List.of(document(7, Map.of("city", "Leeds"))));
        sink.quarantine(PARTNERS, 1, List.of(RecordId.of(9)), Quarantine.of(Instant.EPOCH, Duration.ofDays(7)));

        List<EmbeddingMatch<TextSegment>> found = store().search(EmbeddingSearchRequest.builder()
                        .queryEmbedding(Embedding.from(vector(7, DIMENSION).toArray()))
                        .filter(MetadataFilterBuilder.metadataKey("model_name")
                                .isEqualTo("res.partner")
                                .and(MetadataFilterBuilder.metadataKey("city").isEqualTo("Leeds")))
                        .maxResults(10)
                        .build())
                .matches();

        assertThat(found)
                .as("neither the one in quarantine nor that of another model")
                .hasSize(1);
        EmbeddingMatch<TextSegment> match = found.get(0);
        assertThat(match.embeddingId())
                .isEqualTo(PointId.of(PointId.prefix(PARTNERS, PointId.Kind.NUMBER), RecordId.of(7), 0)
                        .toString());
        assertThat(match.score()).isGreaterThan(0.999);
        assertThat(match.embedded().text()).isEqualTo("Text of 7");
        assertThat(match.embedded().metadata().getLong("record_id")).isEqualTo(7);
        assertThat(match.embedded().metadata().getLong("employees")).isEqualTo(12);
        assertThat(match.embedded().metadata().getString("active")).isEqualTo("true");
        assertThat(match.embedded().metadata().getString("tags")).isEqualTo("[\"a\", \"b\"]");
    }
}
