package io.syncline.enginetests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.SearchHit;
import io.syncline.api.SearchRequest;
import io.syncline.api.SyncRequest;
import io.syncline.api.failure.SetupException;
import io.syncline.core.SyncEngine;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import io.syncline.testkit.ManualClock;
import io.syncline.testkit.PortMethod;
import io.syncline.testkit.forward.ForwardingVectorSink;
import io.syncline.testkit.memory.InMemoryEmbedder;
import io.syncline.testkit.memory.InMemoryMetadataStore;
import io.syncline.testkit.memory.InMemoryRecordSource;
import io.syncline.testkit.memory.InMemoryVectorSink;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which search an engine makes, and what its hits say about it. */
class SearchByWordsTest {

    private static final ModelName PART = ModelName.of("part");
    private static final String QUERY = "Where is the EB-9913 spare lamp?";

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-29T08:00:00Z"));
    private final InMemoryRecordSource source = InMemoryRecordSource.builder()
            .name("memory:parts")
            .clock(clock)
            .model(PART, new FieldDescription("name", "Name", FieldType.TEXT))
            .build();
    private final InMemoryVectorSink sink = new InMemoryVectorSink();
    // so few numbers that unrelated texts are near
    private final InMemoryEmbedder embedder =
            InMemoryEmbedder.builder().dimension(4).build();

    @BeforeEach
    void fill() {
        for (int i = 1; i <= 60; i++) {
            source.put(PART, RecordId.of(i), Map.of("name", new FieldValue.Text("Bracket of series " + i)));
        }
        source.put(
                PART,
                RecordId.of(99),
                Map.of("name", new FieldValue.Text("Bolt EB9913 in a box with " + "many ".repeat(30))));
    }

    private SyncEngine engine(VectorSink over) {
        SyncEngine engine = SyncEngine.builder()
                .source(source)
                .embedder(embedder)
                .sink(over)
                .metadata(new InMemoryMetadataStore(clock))
                .build();
        assertThat(engine.sync(SyncRequest.of("part")).success()).isTrue();
        return engine;
    }

    private static SearchRequest.Builder request() {
        return SearchRequest.builder().query(QUERY).limit(3);
    }

    @Test
    void wordsShouldCountByDefaultWhereTheSinkKnowsThem() {
        try (SyncEngine engine = engine(sink)) {
            List<SearchHit> hits = engine.search(request().build());

            assertThat(hits).hasSize(3);
            assertThat(hits)
                    .filteredOn(hit -> hit.id().equals(RecordId.of(99)))
                    .singleElement()
                    .satisfies(hit -> assertThat(hit.ranks().words()).hasValue(1));
            assertThat(hits.get(0).ranks()).isNotEqualTo(hits.get(1).ranks());
        }
    }

    @Test
    void meaningShouldDecideAloneWhenWordsAreNotWanted() {
        try (SyncEngine engine = engine(sink)) {
            List<SearchHit> hits = engine.search(request().hybrid(false).build());

            assertThat(hits).extracting(hit -> hit.ranks().meaning().orElse(0)).containsExactly(1, 2, 3);
            assertThat(hits).allMatch(hit -> hit.ranks().words().isEmpty());
            assertThat(sink.calls().of(PortMethod.SINK_SEARCH_WORDS)).isZero();
        }
    }

    @Test
    void meaningShouldDecideAloneWhereTheSinkKnowsNoWords() {
        VectorSink plain = new ForwardingVectorSink(sink) {};
        try (SyncEngine engine = engine(plain)) {
            assertThat(engine.search(request().build()))
                    .hasSize(3)
                    .allMatch(hit -> hit.ranks().words().isEmpty());
            long before = embedder.calls().of(PortMethod.EMBEDDER_EMBED);
            assertThatThrownBy(() -> engine.search(request().hybrid(true).build()))
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("searches by meaning only");
            assertThat(embedder.calls().of(PortMethod.EMBEDDER_EMBED))
                    .as("nothing is paid for")
                    .isEqualTo(before);
        }
    }

    @Test
    void wordsOfOneModelShouldBeFoundInThatModelOnly() {
        try (SyncEngine engine = engine(sink)) {
            assertThat(engine.search(request().model(ModelName.of("other")).build()))
                    .isEmpty();
        }
    }
}
