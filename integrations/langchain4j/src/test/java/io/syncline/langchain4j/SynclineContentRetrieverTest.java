package io.syncline.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.ContentMetadata;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.query.Query;
import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.SearchRequest;
import io.syncline.api.SyncRequest;
import io.syncline.core.SyncEngine;
import io.syncline.core.adapter.embedding.ModelFacts;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.embedding.EmbedderLimits;
import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.settings.ModelSettings;
import io.syncline.testkit.memory.InMemoryMetadataStore;
import io.syncline.testkit.memory.InMemoryRecordSource;
import io.syncline.testkit.memory.InMemoryVectorSink;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Records that were synced by a model of LangChain4j are retrieved by LangChain4j. */
class SynclineContentRetrieverTest {

    private static final ModelName PRODUCT = ModelName.of("product.template");

    private final InMemoryRecordSource source = InMemoryRecordSource.builder()
            .model(
                    PRODUCT,
                    new FieldDescription("name", "Name", FieldType.TEXT),
                    new FieldDescription("list_price", "Price", FieldType.DECIMAL),
                    new FieldDescription("active", "Active", FieldType.BOOLEAN))
            .build();

    // region embedder
    private final Embedder embedder = LangChain4jEmbedder.of(
            ModelFacts.builder()
                    .model("langchain4j", "all-MiniLM-L6-v2-q", 384)
                    // 32 texts and 4,096 tokens a request, 250 tokens a text, 2 requests at once
                    .limits(new EmbedderLimits(32, 4_096, 250, 2))
                    .build(),
            new AllMiniLmL6V2QuantizedEmbeddingModel());
    // endregion

    private final SyncEngine engine = SyncEngine.builder()
            .source(source)
            .embedder(embedder)
            .sink(new InMemoryVectorSink())
            .metadata(new InMemoryMetadataStore(InstantSource.system()))
            .model(
                    PRODUCT.value(),
                    ModelSettings.builder().addPayload("list_price", "active").build())
            .build();

    @BeforeEach
    void sync() {
        product(1, "Bicycle repair kit", 49.5);
        product(2, "Large cabinet with two doors", 320);
        product(3, "Garden chair made of oak", 75);
        assertThat(engine.sync(SyncRequest.of(PRODUCT.value())).recordsEmbedded())
                .isEqualTo(3);
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void retrieverShouldFindByMeaningAndTellTheRecord() {
        ContentRetriever retriever = SynclineContentRetriever.of(engine, 2);

        List<Content> found = retriever.retrieve(Query.from("something to mend a bike"));

        assertThat(found).hasSize(2);
        Metadata metadata = found.get(0).textSegment().metadata();
        assertThat(found.get(0).textSegment().text()).contains("Bicycle repair kit");
        assertThat(metadata.getString(SynclineContentRetriever.MODEL)).isEqualTo("product.template");
        assertThat(metadata.getLong(SynclineContentRetriever.RECORD)).isEqualTo(1);
        assertThat(metadata.getInteger(SynclineContentRetriever.CHUNK)).isZero();
        assertThat(metadata.getDouble("list_price")).isEqualTo(49.5);
        assertThat(metadata.getString("active")).isEqualTo("true");
        assertThat((Double) found.get(0).metadata().get(ContentMetadata.SCORE)).isBetween(0.2, 1.0);
    }

    @Test
    void requestShouldBeMadeOfTheQuery() {
        // region retriever
        ContentRetriever retriever = SynclineContentRetriever.of(
                engine,
                query -> SearchRequest.builder()
                        .query("furniture: " + query.text())
                        .model(PRODUCT)
                        .limit(1)
                        .build());
        // endregion

        assertThat(retriever.retrieve(Query.from("to keep clothes in")))
                .singleElement()
                .satisfies(content -> assertThat(content.textSegment().text()).contains("cabinet"));
    }

    private void product(long id, String name, double price) {
        source.put(
                PRODUCT,
                RecordId.of(id),
                Map.of(
                        "name",
                        new FieldValue.Text(name),
                        "list_price",
                        new FieldValue.Decimal(price),
                        "active",
                        new FieldValue.Bool(true)));
    }
}
