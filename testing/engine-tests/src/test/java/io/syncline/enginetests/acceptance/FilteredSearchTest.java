package io.syncline.enginetests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.SearchHit;
import io.syncline.api.SearchRequest;
import io.syncline.api.SyncRequest;
import io.syncline.api.failure.SetupException;
import io.syncline.api.filter.Condition;
import io.syncline.core.SyncEngine;
import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.settings.ModelSettings;
import io.syncline.testkit.ManualClock;
import io.syncline.testkit.PortMethod;
import io.syncline.testkit.memory.InMemoryEmbedder;
import io.syncline.testkit.memory.InMemoryMetadataStore;
import io.syncline.testkit.memory.InMemoryRecordSource;
import io.syncline.testkit.memory.InMemoryVectorSink;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an engine finds of records that a request limits the search to, and what it refuses before it costs anything. */
class FilteredSearchTest {

    private static final ModelName PARTNER = ModelName.of("res.partner");
    private static final ModelName ORDER = ModelName.of("sale.order");

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-29T08:00:00Z"));
    private final InMemoryRecordSource source = InMemoryRecordSource.builder()
            .name("memory:shop")
            .clock(clock)
            .model(
                    PARTNER,
                    new FieldDescription("name", "Name", FieldType.TEXT),
                    new FieldDescription("city", "City", FieldType.TEXT),
                    new FieldDescription("credit_limit", "Limit", FieldType.DECIMAL))
            .model(
                    ORDER,
                    new FieldDescription("name", "Number", FieldType.TEXT),
                    new FieldDescription("date_order", "Date", FieldType.DATE))
            .build();
    private final InMemoryVectorSink sink = new InMemoryVectorSink();
    private final InMemoryEmbedder embedder =
            InMemoryEmbedder.builder().dimension(8).build();
    private final SyncEngine engine = SyncEngine.builder()
            .source(source)
            .embedder(embedder)
            .sink(sink)
            .metadata(new InMemoryMetadataStore(clock))
            .model(
                    "res.partner",
                    ModelSettings.builder()
                            .addFields("name")
                            .addPayload("city", "credit_limit")
                            .build())
            .model(
                    "sale.order",
                    ModelSettings.builder()
                            .addFields("name")
                            .addPayload("date_order")
                            .build())
            .build();

    @BeforeEach
    void fill() {
        for (int i = 1; i <= 60; i++) {
            source.put(
                    PARTNER,
                    RecordId.of(i),
                    Map.of(
                            "name",
                            new FieldValue.Text("Partner of series " + i),
                            "city",
                            new FieldValue.Text(i % 20 == 0 ? "Graz" : "Wien"),
                            "credit_limit",
                            new FieldValue.Decimal(100.0 * i)));
            source.put(
                    ORDER,
                    RecordId.of(i),
                    Map.of(
                            "name",
                            new FieldValue.Text("Order of series " + i),
                            "date_order",
                            new FieldValue.Day(LocalDate.parse("2026-01-01").plusDays(i))));
        }
        assertThat(engine.sync(SyncRequest.of("res.partner")).success()).isTrue();
        assertThat(engine.sync(SyncRequest.of("sale.order")).success()).isTrue();
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private List<Long> ids(SearchRequest.Builder request) {
        return engine.search(request.build()).stream()
                .map(hit -> hit.id().number())
                .sorted()
                .toList();
    }

    private static SearchRequest.Builder request() {
        return SearchRequest.builder().query("series of partners");
    }

    @Test
    void conditionShouldLimitBothSearches() {
        assertThat(ids(request().where("city = 'Graz' and credit_limit > 2000")))
                .containsExactly(40L, 60L);
        assertThat(ids(request().where("city = 'Graz'").hybrid(false))).containsExactly(20L, 40L, 60L);
        assertThat(ids(request().where(Condition.greater("date_order", LocalDate.parse("2026-02-28")))))
                .containsExactly(59L, 60L);
    }

    @Test
    void severalModelsAndRecordsShouldBeSearched() {
        Set<ModelName> found = new HashSet<>();
        engine.search(request().limit(100).build()).forEach(hit -> found.add(hit.model()));
        assertThat(found).containsExactlyInAnyOrder(PARTNER, ORDER);
        assertThat(engine.search(request()
                        .model(PARTNER)
                        .model(ORDER)
                        .records(Set.of(RecordId.of(7)))
                        .build()))
                .extracting(SearchHit::model)
                .containsExactlyInAnyOrder(PARTNER, ORDER);
    }

    @Test
    void unknownFieldShouldBeRefusedBeforeTheQuestionIsEmbedded() {
        long before = embedder.calls().of(PortMethod.EMBEDDER_EMBED);
        assertThatThrownBy(() -> engine.search(
                        request().model(PARTNER).where("date_order exists").build()))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("'date_order'")
                .hasMessageContaining("res.partner")
                .hasMessageContaining("city, credit_limit");
        assertThatThrownBy(() ->
                        engine.search(request().where("not citty = 'Graz'").build()))
                .hasMessageContaining("'citty'")
                .hasMessageContaining("city, credit_limit, date_order");
        assertThatThrownBy(
                        () -> engine.search(request().where("model_name = 'x'").build()))
                .hasMessageContaining("'model_name'")
                .hasMessageContaining("Syncline uses it itself");
        assertThat(embedder.calls().of(PortMethod.EMBEDDER_EMBED))
                .as("nothing is paid for")
                .isEqualTo(before);
    }

    @Test
    void knownFieldsShouldBeLookedUpOnce() {
        try (SyncEngine unconfigured = SyncEngine.builder()
                .source(source)
                .embedder(embedder)
                .sink(sink)
                .metadata(new InMemoryMetadataStore(clock))
                .build()) {
            unconfigured.search(request().where("city = 'Graz'").build());
            long before = sink.calls().of(PortMethod.SINK_PAYLOAD_NAMES);
            assertThat(before).isPositive();
            unconfigured.search(request().where("city = 'Wien'").build());
            assertThat(sink.calls().of(PortMethod.SINK_PAYLOAD_NAMES)).isEqualTo(before);
        }
    }

    /** A list of the names takes a scan of the store, and a store that was not lost is not opened again. */
    @Test
    void misspeltNameShouldCostOneQuestion() {
        engine.search(request().build());
        long names = sink.calls().of(PortMethod.SINK_PAYLOAD_NAMES);
        long opened = sink.calls().of(PortMethod.SINK_OPEN);
        assertThatThrownBy(() -> engine.search(request().where("citty = 'Graz'").build()))
                .isInstanceOf(SetupException.class);
        assertThat(sink.calls().of(PortMethod.SINK_PAYLOAD_NAMES)).isEqualTo(names + 1);
        assertThat(sink.calls().of(PortMethod.SINK_OPEN)).isEqualTo(opened);
    }

    @Test
    void pagesShouldTogetherBeTheWholeAnswer() {
        for (boolean hybrid : new boolean[] {true, false}) {
            List<SearchHit> whole =
                    engine.search(request().hybrid(hybrid).limit(24).build());
            List<SearchHit> paged = new ArrayList<>();
            for (int page = 0; page < 4; page++) {
                paged.addAll(engine.search(
                        request().hybrid(hybrid).limit(6).offset(6 * page).build()));
            }
            assertThat(paged).isEqualTo(whole);
        }
    }

    @Test
    void hitsShouldHaveTheLeastScore() {
        List<SearchHit> all = engine.search(request().hybrid(false).limit(50).build());
        double score = all.get(4).score();
        assertThat(engine.search(
                        request().hybrid(false).limit(50).minScore(score).build()))
                .hasSizeGreaterThanOrEqualTo(5)
                .allMatch(hit -> hit.score() >= score);
        assertThat(engine.search(request().limit(50).minScore(score).build()))
                .isNotEmpty()
                .allMatch(hit -> hit.score() >= score);
    }

    @Test
    void fieldThatIsConfiguredShouldBeAcceptedThoughNoRecordHasAValue() {
        for (int i = 1; i <= 60; i++) {
            source.put(PARTNER, RecordId.of(i), Map.of("name", new FieldValue.Text("Partner without a city " + i)));
        }
        assertThat(engine.sync(SyncRequest.of("res.partner")).success()).isTrue();

        assertThat(ids(request().model(PARTNER).where("city = 'Graz'"))).isEmpty();
        assertThat(ids(request().model(PARTNER).where("city is null").limit(100)))
                .hasSize(60);
    }
}
