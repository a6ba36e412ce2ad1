package io.syncline.voyage;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import io.syncline.api.PlanReport;
import io.syncline.api.RecordId;
import io.syncline.api.RunOutcome;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.api.SyncRun;
import io.syncline.api.failure.SetupException;
import io.syncline.core.SyncEngine;
import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import io.syncline.testkit.embedding.EmbeddingServer;
import io.syncline.testkit.memory.InMemoryMetadataStore;
import io.syncline.testkit.memory.InMemoryRecordSource;
import io.syncline.testkit.memory.InMemoryRecordSourceBuilder;
import io.syncline.testkit.memory.InMemoryVectorSink;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whole runs with threads, over HTTP. */
class VoyageSyncTest {

    private static final List<ModelName> MODELS = List.of(ModelName.of("res.partner"), ModelName.of("crm.lead"));
    private static final int RECORDS = 400;

    private final EmbeddingServer server = EmbeddingServer.start("pa-test");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void concurrentRunsShouldBothSendFullRequests() throws InterruptedException {
        try (VoyageEmbedder embedder = embedder("pa-test");
                SyncEngine engine = engine(embedder)) {
            PlanReport plan = engine.plan(SyncRequest.of(MODELS.get(0).value()));
            List<SyncRun> runs = MODELS.stream()
                    .map(model -> engine.start(SyncRequest.of(model.value())))
                    .toList();
            for (SyncRun run : runs) {
                SyncReport report = run.await();
                assertThat(report.outcome()).isEqualTo(RunOutcome.COMPLETED);
                assertThat(report.recordsEmbedded()).isEqualTo(RECORDS);
                assertThat(report.cost())
                        .hasValueSatisfying(cost -> assertThat(cost)
                                .isPositive()
                                .isLessThan(plan.cost().orElseThrow()));
            }
        }
        assertThat(server.requests()).isEqualTo(2 * RECORDS / 50);
    }

    @Test
    void planShouldBeCloseToTheBilledTokensAfterTheFirstRun() throws InterruptedException {
        try (VoyageEmbedder embedder = embedder("pa-test");
                SyncEngine engine = engine(embedder)) {
            engine.sync(SyncRequest.of(MODELS.get(1).value()));
            PlanReport plan = engine.plan(SyncRequest.of(MODELS.get(0).value()));
            SyncReport report = engine.sync(SyncRequest.of(MODELS.get(0).value()));

            assertThat((double) plan.tokens() / report.tokens()).isBetween(0.95, 1.05);
        }
    }

    @Test
    void expiredKeyShouldFailTheRun() {
        try (VoyageEmbedder embedder = embedder("pa-expired");
                SyncEngine engine = engine(embedder)) {
            SyncReport report = engine.sync(SyncRequest.of(MODELS.get(0).value()));

            assertThat(report.outcome()).isEqualTo(RunOutcome.FAILED);
            assertThat(report.failure()).containsInstanceOf(SetupException.class);
            assertThat(report.recordsFailed()).isZero();
            assertThat(report.errors())
                    .singleElement()
                    .asString()
                    .contains("API key")
                    .doesNotContain("pa-expired");
        }
        assertThat(server.requests()).as("those in flight, and the control").isLessThanOrEqualTo(5);
    }

    private VoyageEmbedder embedder(String key) {
        return VoyageEmbedder.builder().apiKey(key).baseUrl(server.url()).build();
    }

    private static SyncEngine engine(VoyageEmbedder embedder) {
        InMemoryRecordSourceBuilder builder = InMemoryRecordSource.builder();
        MODELS.forEach(model -> builder.model(model, new FieldDescription("name", "Name", FieldType.TEXT)));
        InMemoryRecordSource source = builder.build();
        for (ModelName model : MODELS) {
            for (int i = 1; i <= RECORDS; i++) {
                String text = "Order S%05d of Azure Interior, overdue since 2026-03-%02d".formatted(i, i % 28 + 1);
                source.put(model, RecordId.of(i), Map.of("name", new FieldValue.Text(text + " " + model)));
            }
        }
        return SyncEngine.builder()
                .source(source)
                .embedder(embedder)
                .sink(new InMemoryVectorSink())
                .metadata(new InMemoryMetadataStore(InstantSource.system()))
                .build();
    }
}
