package io.syncline.enginetests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.CleanupRequest;
import io.syncline.api.ModelName;
import io.syncline.api.PlanReport;
import io.syncline.api.RecordId;
import io.syncline.api.RunOutcome;
import io.syncline.api.SearchRequest;
import io.syncline.api.SyncRequest;
import io.syncline.api.VerifyRequest;
import io.syncline.api.failure.MissingStoreException;
import io.syncline.core.SyncEngine;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import io.syncline.testkit.ManualClock;
import io.syncline.testkit.memory.InMemoryEmbedder;
import io.syncline.testkit.memory.InMemoryMetadataStore;
import io.syncline.testkit.memory.InMemoryRecordSource;
import io.syncline.testkit.memory.InMemoryVectorSink;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever only reads leaves a store that does not exist alone, in memory as elsewhere. */
class MissingStoreTest {

    private static final ModelName ROW = ModelName.of("row");

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-29T08:00:00Z"));
    private final InMemoryRecordSource source = InMemoryRecordSource.builder()
            .name("memory:rows")
            .clock(clock)
            .model(ROW, new FieldDescription("name", "Name", FieldType.TEXT))
            .build();
    private final InMemoryVectorSink sink = new InMemoryVectorSink();
    private final InMemoryEmbedder embedder =
            InMemoryEmbedder.builder().dimension(8).build();
    private SyncEngine engine;

    @BeforeEach
    void build() {
        for (int i = 1; i <= 12; i++) {
            source.put(ROW, RecordId.of(i), Map.of("name", new FieldValue.Text("Row " + i)));
        }
        engine = SyncEngine.builder()
                .source(source)
                .embedder(embedder)
                .sink(sink)
                .metadata(new InMemoryMetadataStore(clock))
                .build();
    }

    @AfterEach
    void close() {
        engine.close();
    }

    static Stream<Arguments> readers() {
        return Stream.of(
                reader(
                        "search",
                        engine -> engine.search(
                                SearchRequest.builder().query("row").build())),
                reader("explain", engine -> engine.explain(ROW, RecordId.of(7))),
                reader("status", engine -> engine.status(ROW)),
                reader("statuses", SyncEngine::statuses),
                reader("failures", engine -> engine.failures(ROW, Cursor.START, 10)),
                reader("sources", SyncEngine::sources),
                reader("rename", engine -> engine.renameSource("a", "b")),
                reader("drop", engine -> engine.dropSource("a")));
    }

    private static Arguments reader(String name, Consumer<SyncEngine> call) {
        return Arguments.of(name, call);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("readers")
    void callThatReadsShouldReportTheMissingStore(String name, Consumer<SyncEngine> call) {
        assertThatThrownBy(() -> call.accept(engine))
                .isInstanceOf(MissingStoreException.class)
                .hasMessageContaining("Run a sync to create it");
        assertThat(sink.collection().exists()).isFalse();
    }

    @Test
    void runThatReadsShouldReportTheMissingStore() {
        assertThat(engine.cleanup(
                        CleanupRequest.builder().model(ROW).dryRun(true).build()))
                .satisfies(report -> assertThat(report.failure()).containsInstanceOf(MissingStoreException.class));
        assertThat(engine.cleanup(CleanupRequest.of(ROW.value())))
                .satisfies(report -> assertThat(report.outcome()).isEqualTo(RunOutcome.FAILED));
        assertThat(engine.verify(VerifyRequest.of(ROW.value())))
                .satisfies(report -> assertThat(report.failure()).containsInstanceOf(MissingStoreException.class));
        assertThat(sink.collection().exists()).isFalse();
        assertThat(engine.activeRuns()).isEmpty();
        assertThat(engine.inProgress(ROW)).isFalse();
    }

    @Test
    void planShouldBeThatOfAnEmptyStore() {
        PlanReport plan = engine.plan(SyncRequest.of(ROW.value()));

        assertThat(plan.recordsToEmbed()).isEqualTo(12);
        assertThat(plan.warnings()).anyMatch(warning -> warning.contains("There is no"));
        assertThat(sink.collection().exists()).isFalse();
    }

    @Test
    void storeThatWasLostShouldNotBeReplacedByAReader() {
        engine.sync(SyncRequest.of(ROW.value()));
        sink.collection().lose();

        assertThat(engine.verify(VerifyRequest.of(ROW.value())).outcome()).isEqualTo(RunOutcome.FAILED);
        assertThatThrownBy(
                        () -> engine.search(SearchRequest.builder().query("row").build()))
                .isInstanceOf(MissingStoreException.class);
        assertThat(sink.collection().exists()).isFalse();
        assertThat(engine.sync(SyncRequest.of(ROW.value())).recordsEmbedded()).isEqualTo(12);
    }
}
