package io.syncline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.CleanupRequest;
import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.RunOutcome;
import io.syncline.api.SyncRequest;
import io.syncline.core.SyncEngine;
import io.syncline.core.SyncEngineBuilder;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import io.syncline.testkit.ManualClock;
import io.syncline.testkit.PortMethod;
import io.syncline.testkit.fault.Fault;
import io.syncline.testkit.fault.FaultInjector;
import io.syncline.testkit.fault.FaultPlan;
import io.syncline.testkit.memory.InMemoryEmbedder;
import io.syncline.testkit.memory.InMemoryMetadataStore;
import io.syncline.testkit.memory.InMemoryRecordSource;
import io.syncline.testkit.memory.InMemoryVectorSink;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How an application tests its use of an engine: no server, no network, and a clock that the test moves. */
class InMemoryAdaptersTest {

    private static final ModelName PARTNER = ModelName.of("res.partner");

    // region memory
    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-24T08:00:00Z"));
    private final InMemoryRecordSource source = InMemoryRecordSource.builder()
            .name("memory:company")
            .clock(clock)
            .model(PARTNER, new FieldDescription("name", "Name", FieldType.TEXT))
            .build();
    private final InMemoryEmbedder embedder = InMemoryEmbedder.builder().build();

    private SyncEngineBuilder parts(RecordSource from) {
        return SyncEngine.builder()
                .source(from)
                .embedder(embedder)
                .sink(new InMemoryVectorSink())
                .metadata(new InMemoryMetadataStore(clock));
    }

    private void partner(long id, String name) {
        source.put(PARTNER, RecordId.of(id), Map.of("name", new FieldValue.Text(name)));
    }

    @Test
    void secondSyncShouldEmbedWhatChanged() {
        partner(1, "Wheels & Spokes");
        partner(2, "Harbour Bakery");
        try (SyncEngine engine = parts(source).build()) {
            engine.sync(SyncRequest.of("res.partner"));
            clock.advance(Duration.ofHours(1));
            partner(2, "Harbour Bakery & Café");

            assertThat(engine.sync(SyncRequest.of("res.partner")).recordsEmbedded())
                    .isEqualTo(1);
            assertThat(embedder.embeddedTexts()).isEqualTo(3);
        }
    }
    // endregion

    @Test
    void cleanupShouldRemoveDeletedRecords() {
        for (int id = 1; id <= 20; id++) {
            partner(id, "Partner " + id);
        }
        try (SyncEngine engine = parts(source).build()) {
            engine.sync(SyncRequest.of("res.partner"));
            source.delete(PARTNER, RecordId.of(7));

            assertThat(engine.cleanup(CleanupRequest.of("res.partner")).recordsDeleted())
                    .isEqualTo(1);
        }
    }

    @Test
    void runShouldPrintItsOutcome() throws Exception {
        partner(1, "Wheels & Spokes");
        Output output = new Output();
        WatchedRun watched = new WatchedRun(output.stream());
        try (SyncEngine engine = watched.watched(parts(source))) {
            engine.sync(SyncRequest.of("res.partner"));
        }
        assertThat(output.lines()).contains("res.partner: 100%");
    }

    @Test
    void runShouldStopWhenCancelled() throws Exception {
        partner(1, "Wheels & Spokes");
        FaultPlan down = FaultPlan.builder()
                .from(PortMethod.SOURCE_PAGE, 1, Fault.failTransient())
                .build();
        try (SyncEngine engine =
                parts(new FaultInjector(down).wrap((RecordSource) source)).build()) {
            assertThat(new WatchedRun(new Output().stream()).stopped(engine)).isEqualTo(RunOutcome.CANCELLED);
        }
    }

    @Test
    void failedRecordShouldBeListedWithItsReason() {
        partner(1, "Wheels & Spokes");
        partner(2, "Harbour Bakery");
        source.withhold(PARTNER, RecordId.of(2), "the record is locked");
        Output output = new Output();
        try (SyncEngine engine = parts(source).build()) {
            new FailedRecords(output.stream()).report(engine);
        }
        assertThat(output.lines()).singleElement().asString().startsWith("2: ").contains("the record is locked");
    }

    @Test
    void settingsShouldBeAcceptedByTheEngine() {
        InMemoryRecordSource products = InMemoryRecordSource.builder()
                .name("memory:products")
                .clock(clock)
                .model(
                        ModelName.of("product.template"),
                        new FieldDescription("name", "Name", FieldType.TEXT),
                        new FieldDescription("description_sale", "Sales Description", FieldType.TEXT),
                        new FieldDescription("categ_id", "Category", FieldType.TEXT),
                        new FieldDescription("list_price", "Sales Price", FieldType.DECIMAL))
                .build();
        products.put(
                ModelName.of("product.template"),
                RecordId.of(1),
                Map.of("name", new FieldValue.Text("Bell"), "categ_id", new FieldValue.Text("Accessories")));
        InMemoryVectorSink sink = new InMemoryVectorSink();
        try (SyncEngine engine = ServerParts.engine(products, embedder, sink, new InMemoryMetadataStore(clock))) {
            engine.sync(SyncRequest.of("product.template"));
        }
        assertThat(sink.keys())
                .singleElement()
                .satisfies(key -> assertThat(sink.points(key))
                        .singleElement()
                        .satisfies(point -> assertThat(point.toString()).contains("Bell\nCategory: Accessories")));
    }
}
