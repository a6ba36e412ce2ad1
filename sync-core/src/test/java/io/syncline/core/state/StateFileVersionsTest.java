package io.syncline.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncline.api.FailedRecord;
import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.SharedDocuments;
import io.syncline.core.port.metadata.Checkpoint;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.metadata.StateKey;
import io.syncline.core.port.metadata.VersionedState;
import io.syncline.core.port.record.Cursor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** State files of format version 1 are taken over without a loss; damaged ones of any version are refused. */
class StateFileVersionsTest {

    private static final StateKey PARTNERS = StateKey.unassigned(ModelName.of("res.partner"));
    private static final StateKey PRODUCTS = StateKey.unassigned(ModelName.of("product.template"));
    private static final StateKey LEADS = StateKey.unassigned(ModelName.of("crm.lead"));
    private static final StateKey ORDERS = StateKey.unassigned(ModelName.of("sale.order"));
    private static final StateKey ASSIGNED = new StateKey("odoo:https://erp/db", ModelName.of("res.partner"), "f1");
    private static final ModelState STATE = ModelState.builder()
            .epoch(5)
            .sinkMark(3)
            .sinkName("collection records")
            .build();

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void copyFiles() throws IOException {
        file = directory.resolve("sync_metadata.json");
        for (String name : List.of(
                "sync_metadata.json",
                "sync_metadata.json.failures/product.template.json",
                "sync_metadata.json.documents/budget.json")) {
            Path target = directory.resolve(name);
            Files.createDirectories(target.getParent());
            try (var content = StateFileVersionsTest.class.getResourceAsStream("version-1/" + name)) {
                Files.copy(content, target);
            }
        }
    }

    @Test
    void statesOfVersion1ShouldBelongToUnassignedKeys() throws IOException {
        String before = Files.readString(file);
        try (MetadataStore store = FileMetadataStore.open(file)) {
            assertThat(store.keys()).containsExactlyInAnyOrder(PARTNERS, PRODUCTS, LEADS, ORDERS);
            assertThat(store.read(ASSIGNED)).isEqualTo(new VersionedState(0, ModelState.NEW));
            VersionedState partners = store.read(PARTNERS);
            assertThat(partners.revision()).isEqualTo(6);
            assertThat(partners.state().epoch()).isEqualTo(1_795_856_700_001L);
            assertThat(partners.state().watermark()).contains(Instant.parse("2026-11-28T09:05:00Z"));
            Checkpoint checkpoint = store.read(LEADS).state().checkpoint().orElseThrow();
            assertThat(checkpoint.cursor()).isEqualTo(Cursor.after(8));
            assertThat(store.read(ORDERS).state().lease().orElseThrow().owner()).isEqualTo("build-7/4711/a1b2");
            assertThat(store.failures(PRODUCTS, Cursor.START, 10))
                    .extracting(FailedRecord::id)
                    .containsExactly(RecordId.of(40), RecordId.of(50));
            assertThat(((SharedDocuments) store).document("budget").text()).isEqualTo("{\"spent\": 12}");
        }
        assertThat(file).hasContent(before);
    }

    @Test
    void statesOfVersion1ShouldStayInTheFileThatGetsOtherStates() throws IOException {
        String before = Files.readString(file);
        try (MetadataStore store = FileMetadataStore.open(file)) {
            assertThat(store.compareAndSet(ASSIGNED, 0, STATE)).isTrue();
        }
        assertThat(file.resolveSibling("sync_metadata.json.bak")).hasContent(before);
        JsonNode after = StateFile.json().readTree(file.toFile());
        assertThat(after.path("models"))
                .isEqualTo(StateFile.json().readTree(before).path("models"));
        assertThat(after.path("version").intValue()).isEqualTo(2);
        try (MetadataStore store = FileMetadataStore.open(file)) {
            assertThat(store.keys()).containsExactlyInAnyOrder(PARTNERS, PRODUCTS, LEADS, ORDERS, ASSIGNED);
            assertThat(store.read(ASSIGNED)).isEqualTo(new VersionedState(1, STATE));
            assertThat(store.failureCount(PRODUCTS)).isEqualTo(2);
        }
    }

    @Test
    void fileWithOnlyThePublishedFieldsShouldBeReadAndPreserved() throws IOException {
        write("""
                {"models": {"res.partner": {"last_sync_timestamp": "2024-12-16T01:00:00Z",
                  "last_max_write_date": "2024-12-16T00:45:00Z", "records_synced": 74952,
                  "sync_duration_ms": 3600000, "source": 7}}, "version": 1, "comment": "by hand"}
                """);
        try (MetadataStore store = FileMetadataStore.open(file)) {
            assertThat(store.read(PARTNERS).state())
                    .isEqualTo(ModelState.builder()
                            .lastSync(Instant.parse("2024-12-16T01:00:00Z"))
                            .lastMaxWriteDate(Instant.parse("2024-12-16T00:45:00Z"))
                            .recordsSynced(74_952)
                            .syncDuration(Duration.ofHours(1))
                            .build());
            store.compareAndSet(ASSIGNED, 0, STATE);
            assertThat(store.compareAndSet(PARTNERS, 0, STATE)).isTrue();
        }
        JsonNode after = StateFile.json().readTree(file.toFile());
        assertThat(after.path("comment").textValue()).isEqualTo("by hand");
        assertThat(after.path("models").path("res.partner").path("source").intValue())
                .isEqualTo(7);
        assertThat(after.path("models").path("res.partner").path("epoch").intValue())
                .isEqualTo(5);
    }

    @Test
    void unknownFieldsShouldStayWhenAStateIsReplacedOrMoved() throws IOException {
        write("""
                {"states": [{"source": "a", "model": "res.partner", "sink": "f1", "epoch": 1, "revision": 4,
                  "note": "nightly"}], "version": 2}
                """);
        StateKey key = new StateKey("a", ModelName.of("res.partner"), "f1");
        try (MetadataStore store = FileMetadataStore.open(file)) {
            assertThat(store.compareAndSet(key, 4, STATE)).isTrue();
            assertThat(store.move(key, 5, STATE.epoch(), ASSIGNED)).isTrue();
            assertThat(store.read(ASSIGNED)).isEqualTo(new VersionedState(6, STATE));
        }
        JsonNode states = StateFile.json().readTree(file.toFile()).path("states");
        assertThat(states).hasSize(1);
        assertThat(states.get(0).path("note").textValue()).isEqualTo("nightly");
        assertThat(states.get(0).path("source").textValue()).isEqualTo("odoo:https://erp/db");
    }

    @Test
    void moveShouldTakeTheFailedRecordsAlong() throws IOException {
        StateKey to = new StateKey("odoo:new", ModelName.of("product.template"), "f1");
        try (MetadataStore store = FileMetadataStore.open(file)) {
            store.putFailures(to, 1, store.failures(PRODUCTS, Cursor.START, 1));

            long epoch = store.read(PRODUCTS).state().epoch();
            assertThat(store.move(PRODUCTS, 2, epoch, to)).isFalse();
            assertThat(store.move(to, 0, 0, PRODUCTS)).isFalse();
            assertThat(store.move(PRODUCTS, 3, epoch, LEADS)).isFalse();
            assertThat(store.move(PRODUCTS, 3, epoch, to)).isTrue();

            assertThat(store.keys()).contains(to).doesNotContain(PRODUCTS);
            assertThat(store.failureCount(to)).isEqualTo(2);
            assertThat(store.failureCount(PRODUCTS)).isZero();
        }
        assertThat(StateFile.json().readTree(file.toFile()).path("models").has("product.template"))
                .isFalse();
    }

    @Test
    void removedStateShouldLeaveNothingBehind() throws IOException {
        try (MetadataStore store = FileMetadataStore.open(file)) {
            store.compareAndSet(ASSIGNED, 0, STATE);
            store.putFailures(ASSIGNED, 5, store.failures(PRODUCTS, Cursor.START, 1));
            store.putFailures(ASSIGNED, 5, store.failures(PRODUCTS, Cursor.START, 2));

            assertThat(store.remove(ASSIGNED, 2, STATE.epoch())).isFalse();
            assertThat(store.failureCount(ASSIGNED)).isEqualTo(2);
            assertThat(store.remove(ASSIGNED, 1, STATE.epoch())).isTrue();
            assertThat(store.remove(ASSIGNED, 0, STATE.epoch())).isFalse();

            assertThat(store.keys()).doesNotContain(ASSIGNED);
            assertThat(store.failureCount(ASSIGNED)).isZero();
        }
        try (Stream<Path> files = Files.walk(directory.resolve("sync_metadata.json.failures"))) {
            assertThat(files.filter(Files::isRegularFile))
                    .extracting(path -> path.getFileName().toString())
                    .containsExactly("product.template.json");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{\"models\": {\"res.partner\": {}}, \"ver",
                "{\"models\": {}}",
                "{\"version\": 1}",
                "{\"models\": [], \"version\": 1}",
                "{\"models\": {}, \"version\": 0}",
                "{\"models\": {\"res.partner\": 7}, \"version\": 1}",
                "{\"models\": {\"res.partner\": null}, \"version\": 1}",
                "{\"models\": {\"res.partner\": {\"records_synced\": \"many\"}}, \"version\": 1}",
                "{\"models\": {\"no model!\": {}}, \"version\": 1}",
                "{\"version\": 2}",
                "{\"models\": {}, \"version\": 2}",
                "{\"states\": {}, \"version\": 2}",
                "{\"states\": [7], \"version\": 2}",
                "{\"states\": [], \"models\": null, \"version\": 2}",
                "{\"states\": [], \"models\": {\"res.partner\": 7}, \"version\": 2}",
                "{\"states\": [{\"model\": \"res.partner\", \"sink\": \"f1\"}], \"version\": 2}",
                "{\"states\": [{\"model\": \"res.partner\", \"source\": \"a\"}], \"version\": 2}",
                "{\"states\": [{\"model\": \"res.partner\", \"source\": \"a\", \"sink\": \"\"}], \"version\": 2}",
                "{\"states\": [{\"source\": \"a\", \"sink\": \"f1\"}], \"version\": 2}",
                "{\"states\": [{\"model\": \"res.partner\", \"source\": 7, \"sink\": \"f1\"}], \"version\": 2}",
                "{\"states\": [{\"model\": \"res.partner\", \"source\": \"a\", \"sink\": \"f1\", \"sink_mark\": -1}],"
                        + " \"version\": 2}",
                "{\"states\": [{\"model\": \"res.partner\", \"source\": \"a\", \"sink\": \"f1\","
                        + " \"sink_mark\": 9223372036854775807}], \"version\": 2}",
                "{\"states\": [{\"model\": \"res.partner\", \"source\": \"a\", \"sink\": \"f1\","
                        + " \"epoch\": 9223372036854775807}], \"version\": 2}",
                "{\"states\": [{\"model\": \"res.partner\", \"source\": \"a\", \"sink\": \"f1\"},"
                        + " {\"model\": \"res.partner\", \"source\": \"a\", \"sink\": \"f1\"}], \"version\": 2}",
            })
    void damagedFileShouldBeRefusedAndStayAsItIs(String content) throws IOException {
        try (MetadataStore store = FileMetadataStore.open(file)) {
            write(content);

            assertThatThrownBy(store::keys)
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("is damaged")
                    .hasMessageContaining(file.toString());
            assertThatThrownBy(() -> store.read(ASSIGNED)).isInstanceOf(SetupException.class);
            assertThatThrownBy(() -> store.compareAndSet(ASSIGNED, 0, STATE)).isInstanceOf(SetupException.class);
            assertThatThrownBy(() -> store.remove(ASSIGNED, 0, STATE.epoch())).isInstanceOf(SetupException.class);
        }
        assertThatThrownBy(() -> FileMetadataStore.open(file)).isInstanceOf(SetupException.class);
        assertThat(file).hasContent(content);
    }

    @Test
    void fileOfALaterVersionShouldBeRefused() throws IOException {
        write("{\"states\": [], \"version\": 3}");

        assertThatThrownBy(() -> FileMetadataStore.open(file))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("version 3")
                .hasMessageContaining("Upgrade Syncline");
    }

    private void write(String content) throws IOException {
        Files.writeString(file, content);
    }
}
