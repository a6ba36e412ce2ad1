package io.syncline.sqlite;

import static io.syncline.sqlite.TestPoints.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.FailedRecord;
import io.syncline.api.RecordId;
import io.syncline.api.RunKind;
import io.syncline.api.SyncType;
import io.syncline.api.failure.LostRaceException;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.SharedDocuments;
import io.syncline.core.port.metadata.Checkpoint;
import io.syncline.core.port.metadata.Lease;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.metadata.StateKey;
import io.syncline.core.port.metadata.VersionedDocument;
import io.syncline.core.port.metadata.VersionedState;
import io.syncline.core.port.record.Cursor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteMetadataStoreTest {

    private static final StateKey PARTNER = TestPoints.STATE;
    private static final StateKey OTHER = new StateKey("odoo", PARTNER.model(), "f2");
    private static final StateKey THIRD = new StateKey("other", PARTNER.model(), "f1");
    private static final Instant TIME = Instant.parse("2026-11-24T04:00:00.123456789Z");

    private static final ModelState FULL = ModelState.builder()
            .lastSync(TIME)
            .lastMaxWriteDate(TIME.minusSeconds(60))
            .recordsSynced(74_952)
            .syncDuration(Duration.ofNanos(3_600_000_000_001L))
            .watermark(TIME.minusSeconds(90))
            .fingerprint("fp-1")
            .epoch(ModelState.MAX_EPOCH - 1)
            .sinkMark(9)
            .sinkName("file index.db")
            .lease(Lease.builder()
                    .owner("host/1/İ")
                    .kind(RunKind.CLEANUP)
                    .startedAt(TIME)
                    .expiresAt(TIME.plusSeconds(60))
                    .renewedAt(TIME.plusSeconds(1))
                    .done(500)
                    .total(74_952)
                    .build())
            .checkpoint(Checkpoint.builder()
                    .type(SyncType.INCREMENTAL)
                    .cursor(Cursor.after(RecordId.of("é")))
                    .sourceStart(TIME)
                    .changedSince(TIME.minusSeconds(600))
                    .fingerprint("fp-2")
                    .maxWriteDate(TIME)
                    .processed(12)
                    .build())
            .build();

    @TempDir
    Path directory;

    private Path file;
    private MetadataStore store;

    @BeforeEach
    void open() {
        file = directory.resolve("state.db");
        store = store(file).metadataStore();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void stateShouldComeBackWhole() {
        assertThat(store.compareAndSet(PARTNER, 0, FULL)).isTrue();
        store.close();
        store = store(file).metadataStore();

        assertThat(store.read(PARTNER)).isEqualTo(new VersionedState(1, FULL));
        assertThat(store.keys()).containsExactly(PARTNER);
    }

    @Test
    void stateShouldBeReplacedOnlyWithItsRevision() {
        assertThat(store.read(PARTNER)).isEqualTo(new VersionedState(0, ModelState.NEW));
        assertThat(store.compareAndSet(PARTNER, 0, epoch(1))).isTrue();
        assertThat(store.compareAndSet(PARTNER, 0, epoch(2))).isFalse();
        assertThat(store.compareAndSet(PARTNER, 2, epoch(2))).isFalse();
        assertThat(store.compareAndSet(PARTNER, 1, epoch(3))).isTrue();

        assertThat(store.read(PARTNER)).isEqualTo(new VersionedState(2, epoch(3)));
    }

    @Test
    void failuresShouldBeRefusedWhenANewerLeaseWasTaken() {
        store.compareAndSet(PARTNER, 0, epoch(5));
        store.putFailures(PARTNER, 5, List.of(failed(1)));

        assertThatThrownBy(() -> store.putFailures(PARTNER, 4, List.of(failed(2))))
                .isInstanceOf(LostRaceException.class)
                .hasMessageContaining("res.partner");
        assertThatThrownBy(() -> store.removeFailures(PARTNER, 4, List.of(RecordId.of(1))))
                .isInstanceOf(LostRaceException.class);
        assertThat(store.failures(PARTNER, Cursor.START, 10)).containsExactly(failed(1));
    }

    @Test
    void readingShouldNotCreateTheFile() {
        assertThat(store.keys()).isEmpty();
        assertThat(store.read(PARTNER)).isEqualTo(new VersionedState(0, ModelState.NEW));
        assertThat(store.failures(PARTNER, Cursor.START, 10)).isEmpty();
        assertThat(store.failure(PARTNER, RecordId.of(1))).isEmpty();
        assertThat(store.failureCount(PARTNER)).isZero();
        assertThat(((SharedDocuments) store).document("budget")).isEqualTo(VersionedDocument.NONE);

        assertThat(file).doesNotExist();
    }

    @Test
    void changeOfAStateThatWasLostWithTheFileShouldNotCreateTheFile() throws IOException {
        assertThat(store.compareAndSet(PARTNER, 0, epoch(1))).isTrue();
        Files.delete(file);

        assertThat(store.compareAndSet(PARTNER, 1, epoch(2))).isFalse();
        assertThat(store.move(PARTNER, 1, 1, OTHER)).isFalse();
        assertThat(store.remove(PARTNER, 1, 1)).isFalse();
        store.removeFailures(PARTNER, 1, List.of(RecordId.of(1)));
        assertThat(file).doesNotExist();
        assertThat(store.compareAndSet(PARTNER, 0, epoch(3))).isTrue();
        assertThat(file).exists();
    }

    @Test
    void moveShouldTakeTheFailedRecordsAlong() {
        store.compareAndSet(PARTNER, 0, epoch(5));
        store.putFailures(PARTNER, 5, List.of(failed(1), failed(2)));
        store.putFailures(OTHER, 5, List.of(failed(3)));
        store.compareAndSet(THIRD, 0, epoch(1));

        assertThat(store.move(PARTNER, 2, 5, OTHER)).isFalse();
        assertThat(store.move(PARTNER, 1, 5, THIRD)).isFalse();
        assertThat(store.move(OTHER, 0, 0, PARTNER)).isFalse();
        assertThat(store.failureCount(PARTNER)).isEqualTo(2);
        assertThat(store.move(PARTNER, 1, 5, OTHER)).isTrue();

        assertThat(store.keys()).containsExactlyInAnyOrder(OTHER, THIRD);
        assertThat(store.read(OTHER)).isEqualTo(new VersionedState(2, epoch(5)));
        assertThat(store.failures(OTHER, Cursor.START, 10)).containsExactly(failed(1), failed(2));
        assertThat(store.failureCount(PARTNER)).isZero();
    }

    @Test
    void removedStateShouldTakeItsFailedRecordsAlong() {
        store.compareAndSet(PARTNER, 0, epoch(5));
        store.compareAndSet(OTHER, 0, epoch(5));
        store.putFailures(PARTNER, 5, List.of(failed(1)));
        store.putFailures(OTHER, 5, List.of(failed(1)));

        assertThat(store.remove(PARTNER, 2, 5)).isFalse();
        assertThat(store.remove(PARTNER, 1, 5)).isTrue();

        assertThat(store.keys()).containsExactly(OTHER);
        assertThat(store.failureCount(PARTNER)).isZero();
        assertThat(store.failureCount(OTHER)).isEqualTo(1);
    }

    @Test
    void failedRecordsShouldBeListedInTheOrderOfTheirIds() {
        List<FailedRecord> ordered = TestPoints.ORDERED_IDS.stream()
                .map(SqliteMetadataStoreTest::failed)
                .toList();
        store.putFailures(PARTNER, 1, ordered.subList(4, ordered.size()));
        store.putFailures(PARTNER, 1, ordered.subList(0, 4));

        assertThat(store.failures(PARTNER, Cursor.START, 100)).isEqualTo(ordered);
        assertThat(store.failures(PARTNER, Cursor.END, 100)).isEmpty();
        for (int i = 0; i < ordered.size(); i++) {
            assertThat(store.failures(PARTNER, Cursor.after(ordered.get(i).id()), 100))
                    .isEqualTo(ordered.subList(i + 1, ordered.size()));
            assertThat(store.failure(PARTNER, ordered.get(i).id())).contains(ordered.get(i));
        }
    }

    @Test
    void nowShouldComeFromTheGivenClock() {
        try (MetadataStore other = SqliteStore.builder()
                .path(file)
                .clock(Clock.fixed(TIME, ZoneOffset.UTC))
                .build()
                .metadataStore()) {
            assertThat(other.now()).isEqualTo(TIME);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}",
                "null",
                "[]",
                "{\"epoch\":1}",
                "{\"records_synced\":1,\"sync_duration\":\"PT1S\",\"epoch\":\"1\"}",
                "{\"records_synced\":1,\"sync_duration\":\"PT1S\",\"epoch\":1.5}",
                "{\"records_synced\":1,\"sync_duration\":\"1 s\",\"epoch\":1}",
                "{\"records_synced\":1,\"sync_duration\":\"PT1S\",\"epoch\":1,\"watermark\":\"yesterday\"}",
                "{\"records_synced\":1,\"sync_duration\":\"PT1S\",\"epoch\":1,\"lease\":{}}",
                "{\"records_synced\":1,\"sync_duration\":\"PT1S\",\"epoch\":1,\"checkpoint\":{\"type\":\"HALF\"}}",
                "{\"records_synced\":1,\"sync_duration\":\"PT1S\",\"epoch\":1} and more",
                "{\"records_synced\":1,\"sync_duration\":\"PT1S\",\"epoch\":1,\"of_a_newer_version\":1}",
            })
    void damagedStateShouldNeitherBeTreatedAsAbsentNorReplaced(String document) throws SQLException {
        store.compareAndSet(PARTNER, 0, epoch(1));
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                PreparedStatement statement = connection.prepareStatement("UPDATE model_state SET document = ?")) {
            statement.setString(1, document);
            statement.executeUpdate();
        }

        assertThatThrownBy(() -> store.read(PARTNER))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("res.partner of odoo is corrupt")
                .hasMessageContaining("Restore");
        assertThatThrownBy(() -> store.compareAndSet(PARTNER, 1, epoch(2))).isInstanceOf(SetupException.class);
        assertThatThrownBy(() -> store.putFailures(PARTNER, 1, List.of(failed(1))))
                .isInstanceOf(SetupException.class);
    }

    private static ModelState epoch(long epoch) {
        return ModelState.builder().epoch(epoch).build();
    }

    private static FailedRecord failed(long id) {
        return failed(RecordId.of(id));
    }

    private static FailedRecord failed(RecordId id) {
        return new FailedRecord(id, "too long", 2, TIME.minusSeconds(5), TIME);
    }
}
