package io.syncline.sqlite;

import static io.syncline.sqlite.TestPoints.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.FailedRecord;
import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.RunKind;
import io.syncline.api.SyncType;
import io.syncline.api.failure.LostRaceException;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.metadata.Checkpoint;
import io.syncline.core.port.metadata.Lease;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.metadata.VersionedState;
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

    private static final ModelName PARTNER = ModelName.of("res.partner");
    private static final Instant TIME = Instant.parse("2026-11-24T04:00:00.123456789Z");

    private static final ModelState FULL = ModelState.builder()
            .lastSync(TIME)
            .lastMaxWriteDate(TIME.minusSeconds(60))
            .recordsSynced(74_952)
            .syncDuration(Duration.ofNanos(3_600_000_000_001L))
            .watermark(TIME.minusSeconds(90))
            .fingerprint("fp-1")
            .epoch(Long.MAX_VALUE - 1)
            .lease(Lease.builder()
                    .owner("host/1/İ")
                    .kind(RunKind.CLEANUP)
                    .startedAt(TIME)
                    .expiresAt(TIME.plusSeconds(60))
                    .done(500)
                    .total(74_952)
                    .build())
            .checkpoint(Checkpoint.builder()
                    .type(SyncType.INCREMENTAL)
                    .cursor(Long.MAX_VALUE)
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
        assertThat(store.models()).containsExactly(PARTNER);
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
        assertThat(store.failures(PARTNER, 0, 10)).containsExactly(failed(1));
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
                PreparedStatement statement = connection.prepareStatement("UPDATE state SET document = ?")) {
            statement.setString(1, document);
            statement.executeUpdate();
        }

        assertThatThrownBy(() -> store.read(PARTNER))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("res.partner is corrupt")
                .hasMessageContaining("Restore");
        assertThatThrownBy(() -> store.compareAndSet(PARTNER, 1, epoch(2))).isInstanceOf(SetupException.class);
        assertThatThrownBy(() -> store.putFailures(PARTNER, 1, List.of(failed(1))))
                .isInstanceOf(SetupException.class);
    }

    private static ModelState epoch(long epoch) {
        return ModelState.builder().epoch(epoch).build();
    }

    private static FailedRecord failed(long id) {
        return new FailedRecord(RecordId.of(id), "too long", 2, TIME.minusSeconds(5), TIME);
    }
}
