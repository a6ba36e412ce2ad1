package io.syncline.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import dev.langchain4j.rag.AugmentationRequest;
import dev.langchain4j.rag.DefaultRetrievalAugmentor;
import dev.langchain4j.rag.RetrievalAugmentor;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.ContentMetadata;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.query.Metadata;
import dev.langchain4j.rag.query.Query;
import io.syncline.api.ModelName;
import io.syncline.api.RecordAccess;
import io.syncline.api.RecordId;
import io.syncline.api.SearchRequest;
import io.syncline.api.SyncRequest;
import io.syncline.api.json.HitMetadata;
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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Records that were synced by a model of LangChain4j are retrieved by LangChain4j. */
class SynclineContentRetrieverTest {

    private static final ModelName PRODUCT = ModelName.of("product.template");

    private static final Map<Object, Set<RecordId>> RIGHTS =
            Map.of("mitchell", Set.of(RecordId.of(2)), "abigail", Set.of(RecordId.of(1), RecordId.of(3)));

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

    /** Knows nothing but what the message says. */
    private final ChatModel model = new ChatModel() {
        @Override
        public ChatResponse doChat(ChatRequest request) {
            String asked = ((UserMessage) request.messages().get(0)).singleText();
            int context = asked.indexOf("Answer using the following information:");
            return ChatResponse.builder()
                    .aiMessage(AiMessage.from(context < 0 ? "I do not know." : "We have: " + asked.substring(context)))
                    .build();
        }
    };

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
        var metadata = found.get(0).textSegment().metadata();
        assertThat(found.get(0).textSegment().text()).contains("Bicycle repair kit");
        assertThat(metadata.getString(HitMetadata.MODEL)).isEqualTo("product.template");
        assertThat(metadata.getLong(HitMetadata.RECORD)).isEqualTo(1);
        assertThat(metadata.getInteger(HitMetadata.CHUNK)).isZero();
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

    @Test
    void chatShouldBeAnsweredFromWhatWasRetrieved() {
        // region rag
        RetrievalAugmentor augmentor = DefaultRetrievalAugmentor.builder()
                .contentRetriever(SynclineContentRetriever.of(engine, 1))
                .build();
        UserMessage question = UserMessage.from("What do we have to mend a bike?");
        ChatMessage augmented = augmentor
                .augment(new AugmentationRequest(question, Metadata.from(question, "chat", List.of())))
                .chatMessage();
        String answer = model.chat(augmented).aiMessage().text();
        // endregion
        assertThat(answer).contains("Bicycle repair kit");
        assertThat(model.chat(question).aiMessage().text())
                .as("without a retriever")
                .isEqualTo("I do not know.");
    }

    @Test
    void retrieverShouldFindOnlyWhatTheAskerMayRead() {
        // region rights
        ContentRetriever retriever = SynclineContentRetriever.of(
                engine,
                query -> SearchRequest.builder()
                        .query(query.text())
                        .visibleTo(rightsOf(query.metadata().chatMemoryId()))
                        .build());
        // endregion
        assertThat(retriever.retrieve(question("mitchell")))
                .extracting(this::id)
                .containsExactly(2L);
        assertThat(retriever.retrieve(question("abigail"))).extracting(this::id).containsExactly(1L, 3L);
    }

    private static Query question(String person) {
        return Query.from(
                "something to mend a bike",
                Metadata.from(UserMessage.from("something to mend a bike"), person, List.of()));
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

    private long id(Content content) {
        return content.textSegment().metadata().getLong(HitMetadata.RECORD);
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
