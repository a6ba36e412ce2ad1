package io.syncline.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ActiveRun;
import io.syncline.api.CleanupReport;
import io.syncline.api.CleanupRequest;
import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.RunOutcome;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.api.SyncType;
import io.syncline.core.SyncEngine;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.metadata.StateKey;
import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.SinkSchema;
import io.syncline.core.state.FileMetadataStore;
import io.syncline.testkit.ManualClock;
import io.syncline.testkit.memory.InMemoryEmbedder;
import io.syncline.testkit.memory.InMemoryRecordSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs go on with an index and a state that an earlier release wrote: everything is compared, nothing embedded again. */
class EarlierIndexSyncTest {

    private static final ModelName PARTNERS = ModelName.of("res.partner");
    private static final ModelName PRODUCTS = ModelName.of("product.template");
    private static final ModelName LEADS = ModelName.of("crm.lead");
    private static final ModelName ORDERS = ModelName.of("sale.order");
    private static final FieldDescription NAME = new FieldDescription("name", "Name", FieldType.TEXT);

    @TempDir
    Path directory;

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-28T08:00:00Z"));
    private final InMemoryEmbedder embedder =
            InMemoryEmbedder.builder().dimension(4).build();
    private final InMemoryRecordSource source = InMemoryRecordSource.builder()
            .name("memory:erp")
            .clock(clock)
            .model(PARTNERS, NAME)
            .model(PRODUCTS, NAME)
            .model(LEADS, NAME)
            .model(ORDERS, NAME)
            .build();

    private SqliteStore store;
    private VectorSink sink;
    private SyncEngine engine;

    /** The records that the files were made from. */
    @BeforeEach
    void fillSource() throws IOException {
        for (int id = 1; id <= 12; id++) {
            put(PARTNERS, id, "Partner " + id + (id == 7 ? " with a long history. ".repeat(300) : ""));
        }
        for (int id = 10; id <= 60; id += 10) {
            put(PRODUCTS, id, "Product " + id / 10);
        }
        for (int id = 1; id <= 20; id++) {
            put(LEADS, id, "Lead " + id);
        }
        clock.advance(Duration.ofMinutes(35));
        put(PARTNERS, 3, "Partner 3, renamed");
        source.delete(PARTNERS, RecordId.of(5));
        source.delete(PARTNERS, RecordId.of(9));
        clock.advance(Duration.ofMinutes(90));
        for (String name : List.of("index.db", "sync_metadata.json")) {
            try (var content = EarlierIndexSyncTest.class.getResourceAsStream("version-3/" + name)) {
                Files.copy(content, directory.resolve(name));
            }
        }
        store = SqliteStore.builder()
                .path(directory.resolve("index.db"))
                .clock(clock)
                .build();
    }

    private void put(ModelName model, long id, String name) {
        source.put(model, RecordId.of(id), Map.of("name", new FieldValue.Text(name)));
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private MetadataStore open(String state) {
        sink = store.vectorSink();
        MetadataStore metadata = state.equals("sqlite")
                ? store.metadataStore()
                : FileMetadataStore.open(directory.resolve("sync_metadata.json"), clock);
        engine = SyncEngine.builder()
                .source(source)
                .embedder(embedder)
                .sink(sink)
                .metadata(metadata)
                .build();
        return metadata;
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "json"})
    void firstRunShouldCompareEverythingAndEmbedOnlyWhatChangedItsText(String state) {
        MetadataStore metadata = open(state);

        SyncReport partners = engine.sync(SyncRequest.of(PARTNERS.value()));
        SyncReport products = engine.sync(SyncRequest.of(PRODUCTS.value()));
        SyncReport leads = engine.sync(SyncRequest.of(LEADS.value()));

        assertThat(partners.outcome()).isEqualTo(RunOutcome.COMPLETED);
        assertThat(partners.syncType()).isEqualTo(SyncType.FULL);
        assertThat(partners.recordsUnchanged()).isEqualTo(9);
        assertThat(partners.recordsEmbedded())
                .as("the one with several chunks, whose hash is another one now")
                .isEqualTo(1);
        long chunks = embedder.embeddedTexts() - 2 - 12;
        assertThat(products.recordsUnchanged()).isEqualTo(4);
        assertThat(products.recordsEmbedded())
                .as("those that had failed, and can be read now")
                .isEqualTo(2);
        assertThat(leads.recordsUnchanged()).isEqualTo(8);
        assertThat(leads.recordsEmbedded())
                .as("those that the failed run had not reached")
                .isEqualTo(12);
        assertThat(chunks).as("its texts, which are stored with their vectors").isZero();
        for (ModelName model : List.of(PARTNERS, PRODUCTS, LEADS)) {
            StateKey key = StateKey.of(new ModelKey("memory:erp", model), sink.open(schema()));
            assertThat(metadata.read(key).state().epoch())
                    .isGreaterThan(
                            metadata.read(StateKey.unassigned(model)).state().epoch());
        }
        assertThat(engine.sync(SyncRequest.of(PARTNERS.value())).syncType()).isEqualTo(SyncType.INCREMENTAL);
    }

    private SinkSchema schema() {
        return new SinkSchema(embedder.fingerprint());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "json"})
    void validLeaseOfAnEarlierReleaseShouldBlockUntilItExpires(String state) {
        clock.set(Instant.parse("2026-11-28T09:06:00Z"));
        open(state);

        assertThat(engine.inProgress(ORDERS)).as("before the upgrade").isTrue();
        assertThat(engine.sync(SyncRequest.of(ORDERS.value())).outcome()).isEqualTo(RunOutcome.REFUSED_IN_PROGRESS);
        assertThat(engine.inProgress(ORDERS)).as("after it").isTrue();
        assertThat(engine.activeRuns()).extracting(ActiveRun::model).containsExactly(ORDERS);
        assertThat(engine.status(ORDERS).activeRun()).isPresent();
        clock.set(Instant.parse("2026-11-28T09:08:00Z"));
        assertThat(engine.sync(SyncRequest.of(ORDERS.value())).outcome()).isEqualTo(RunOutcome.COMPLETED);
    }

    @Test
    void quarantineOfAnEarlierReleaseShouldEndAsItWasMeantTo() {
        open("sqlite");
        clock.set(Instant.parse("2026-12-06T09:00:00Z"));

        CleanupReport report = engine.cleanup(CleanupRequest.builder()
                .model(PARTNERS)
                .quarantine(Duration.ofDays(7))
                .ignoreLimits(true)
                .build());

        assertThat(report.recordsDeleted()).isEqualTo(2);
        assertThat(sink.count(new ModelKey("memory:erp", PARTNERS))).isEqualTo(10);
    }
}
