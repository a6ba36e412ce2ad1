package io.syncline.springai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.ModelName;
import io.syncline.api.RecordAccess;
import io.syncline.api.RecordId;
import io.syncline.api.SyncRequest;
import io.syncline.api.failure.SetupException;
import io.syncline.api.json.HitMetadata;
import io.syncline.core.SyncEngine;
import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.settings.ModelSettings;
import io.syncline.onnx.OnnxEmbedder;
import io.syncline.testkit.memory.InMemoryMetadataStore;
import io.syncline.testkit.memory.InMemoryRecordSource;
import io.syncline.testkit.memory.InMemoryVectorSink;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.ai.document.Document;
import org.springframework.ai.rag.Query;
import org.springframework.ai.rag.generation.augmentation.ContextualQueryAugmenter;
import org.springframework.ai.rag.retrieval.search.DocumentRetriever;
import org.springframework.ai.vectorstore.SearchRequest;
import org.springframework.ai.vectorstore.filter.FilterExpressionBuilder;

/** Records that were synced are retrieved by Spring AI. */
class SynclineRetrieversTest {

    private static final ModelName PRODUCT = ModelName.of("product.template");

    private static final Map<Object, Set<RecordId>> RIGHTS =
            Map.of("mitchell", Set.of(RecordId.of(2)), "abigail", Set.of(RecordId.of(1), RecordId.of(3)));

    private final InMemoryRecordSource source = InMemoryRecordSource.builder()
            .model(
                    PRODUCT,
                    new FieldDescription("name", "Name", FieldType.TEXT),
                    new FieldDescription("list_price", "Price", FieldType.DECIMAL),
                    new FieldDescription("color", "Colour", FieldType.TEXT))
            .build();

    private final SyncEngine engine = SyncEngine.builder()
            .source(source)
            .embedder(OnnxEmbedder.builder().threads(2).build())
            .sink(new InMemoryVectorSink())
            .metadata(new InMemoryMetadataStore(InstantSource.system()))
            .model(
                    PRODUCT.value(),
                    ModelSettings.builder().addPayload("list_price", "color").build())
            .build();

    private final SynclineVectorStoreRetriever retriever = SynclineVectorStoreRetriever.of(engine, PRODUCT.value());

    @BeforeEach
    void sync() {
        product(1, "Bicycle repair kit", 49.5, "red");
        product(2, "Large cabinet with two doors", 320, "white");
        product(3, "Garden chair made of oak", 75, "brown");
        source.put(PRODUCT, RecordId.of(4), Map.of("name", new FieldValue.Text("Gift card")));
        assertThat(engine.sync(SyncRequest.of(PRODUCT.value())).recordsEmbedded())
                .isEqualTo(4);
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void retrieverShouldFindByMeaningAndTellTheRecord() {
        List<Document> found = retriever.similaritySearch(SearchRequest.builder()
                .query("something to mend a bike")
                .topK(2)
                .build());

        assertThat(found).hasSize(2);
        assertThat(found.get(0).getText()).contains("Bicycle repair kit");
        assertThat(found.get(0).getScore()).isBetween(0.2, 1.0);
        assertThat(found.get(0).getMetadata())
                .containsEntry(HitMetadata.MODEL, "product.template")
                .containsEntry(HitMetadata.RECORD, 1L)
                .containsEntry(HitMetadata.CHUNK, 0)
                .containsEntry("list_price", 49.5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "color == 'white' # 2",
                "color != 'white' # 1 3 4",
                "list_price > 50 && list_price <= 320 # 2 3",
                "list_price >= 75 && list_price < 320 # 3",
                "color in ['red', 'brown'] # 1 3",
                "color not in ['red', 'brown'] # 2 4",
                "color is null # 4",
                "color is not null && not (color == 'red') # 2 3",
                "(color == 'red' or list_price > 300) and 'color' != 'blue' # 1 2",
            })
    void filterShouldBeACondition(String filter, String ids) {
        List<Document> found = retriever.similaritySearch(SearchRequest.builder()
                .query("furniture")
                .topK(10)
                .filterExpression(filter)
                .build());
        assertThat(found)
                .extracting(document -> String.valueOf(document.getMetadata().get(HitMetadata.RECORD)))
                .containsExactlyInAnyOrder(ids.split(" ", -1));
    }

    @Test
    void filterOfAFieldThatIsNotStoredShouldBeRefused() {
        SearchRequest request = SearchRequest.builder()
                .query("furniture")
                .filterExpression(
                        new FilterExpressionBuilder().eq("colour", "white").build())
                .build();
        assertThatThrownBy(() -> retriever.similaritySearch(request))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("colour");
    }

    @Test
    void thresholdShouldHoldBackWhatIsFar() {
        assertThat(retriever.similaritySearch(SearchRequest.builder()
                        .query("bicycle repair kit")
                        .similarityThreshold(0.5)
                        .build()))
                .extracting(Document::getText)
                .singleElement()
                .asString()
                .contains("Bicycle");
    }

    @Test
    void documentRetrieverShouldAskForTheQuery() {
        // region retriever
        DocumentRetriever documents = SynclineDocumentRetriever.of(
                SynclineVectorStoreRetriever.of(engine, "product.template"),
                query -> SearchRequest.builder()
                        .query(query.text())
                        .topK(1)
                        .filterExpression("list_price < 100")
                        .build());
        // endregion
        assertThat(documents.retrieve(new Query("to sit on in the garden")))
                .singleElement()
                .satisfies(document -> assertThat(document.getText()).contains("chair"));
    }

    @Test
    void retrieversShouldFindOnlyWhatTheAskerMayRead() {
        // region rights
        DocumentRetriever documents = SynclineDocumentRetriever.of(retriever, 10)
                .visibleTo(query -> rightsOf(query.context().get("user")));
        // endregion
        assertThat(documents.retrieve(question("mitchell")))
                .extracting(this::id)
                .containsExactly(2L);
        assertThat(documents.retrieve(question("abigail"))).extracting(this::id).containsExactlyInAnyOrder(1L, 3L);
        assertThat(retriever
                        .visibleTo(rightsOf("mitchell"))
                        .similaritySearch(SearchRequest.builder().query("chair").build()))
                .extracting(this::id)
                .containsExactly(2L);
    }

    @Test
    void questionShouldBeAnsweredFromWhatWasRetrieved() {
        // region rag
        Query question = new Query("What do we have to sit on in the garden?");
        List<Document> found = SynclineDocumentRetriever.of(retriever, 1).retrieve(question);
        Query augmented = ContextualQueryAugmenter.builder().build().augment(question, found);
        String answer = chat(augmented.text());
        // endregion
        assertThat(answer).contains("Garden chair made of oak");
        assertThat(chat(question.text())).as("without a retriever").isEqualTo("I do not know.");
    }

    /** A model that knows nothing but what the prompt says. */
    private static String chat(String prompt) {
        int context = prompt.indexOf("Context information is below.");
        return context < 0 ? "I do not know." : "We have: " + prompt.substring(context);
    }

    private static Query question(String person) {
        return Query.builder().text("furniture").context(Map.of("user", person)).build();
    }

    private RecordAccess rightsOf(Object person) {
        Set<RecordId> readable = RIGHTS.getOrDefault(person, Set.of());
        return new RecordAccess() {
            @Override
            public String source() {
                return source.name();
            }

            @Override
            public Set<RecordId> readable(ModelName model, Collection<RecordId> ids) {
                return ids.stream().filter(readable::contains).collect(Collectors.toSet());
            }
        };
    }

    private Object id(Document document) {
        return document.getMetadata().get(HitMetadata.RECORD);
    }

    private void product(long id, String name, double price, String color) {
        source.put(
                PRODUCT,
                RecordId.of(id),
                Map.of(
                        "name",
                        new FieldValue.Text(name),
                        "list_price",
                        new FieldValue.Decimal(price),
                        "color",
                        new FieldValue.Text(color)));
    }
}
