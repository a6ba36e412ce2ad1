package io.syncline.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.RecordId;
import io.syncline.api.RunKind;
import io.syncline.api.SyncType;
import io.syncline.core.port.metadata.Checkpoint;
import io.syncline.core.port.metadata.Lease;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.record.Cursor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The exact text of stored documents: those of earlier versions have to stay readable. */
class StateTextTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private static final String NEW = "{\"records_synced\":0,\"sync_duration\":\"PT0S\",\"epoch\":0}";

    private static final String EARLIER = "{\"last_sync_timestamp\":\"2026-11-24T12:00:00Z\","
            + "\"last_max_write_date\":\"2026-11-24T12:00:01Z\",\"records_synced\":74952,\"sync_duration\":\"PT1M1.5S\","
            + "\"watermark\":\"2026-11-24T12:00:02Z\",\"fingerprint\":\"f\",\"epoch\":4,"
            + "\"lease\":{\"owner\":\"host/1/a\",\"kind\":\"SYNC\",\"started_at\":\"2026-11-24T12:00:03Z\","
            + "\"expires_at\":\"2026-11-24T12:00:04Z\",\"done\":5,\"total\":6},"
            + "\"checkpoint\":{\"type\":\"INCREMENTAL\",\"cursor\":7,\"source_start\":\"2026-11-24T12:00:05Z\","
            + "\"changed_since\":\"2026-11-24T12:00:06Z\",\"fingerprint\":\"g\","
            + "\"max_write_date\":\"2026-11-24T12:00:07Z\",\"processed\":8}}";

    private static final String FULL = EARLIER.replace(
                    "\"epoch\":4,", "\"epoch\":4,\"sink_name\":\"collection records\",\"sink_mark\":9,")
            .replace("12:00:04Z\",\"done\"", "12:00:04Z\",\"renewed_at\":\"2026-11-24T12:00:03.500Z\",\"done\"")
            .replace("\"cursor\":7", "\"cursor\":\"7\"");

    @Test
    void newStateShouldBeShort() {
        assertThat(StateText.write(ModelState.NEW)).isEqualTo(NEW);
        assertThat(StateText.read(NEW)).isEqualTo(ModelState.NEW);
    }

    @Test
    void everyFieldShouldKeepItsNameAndPlace() {
        assertThat(StateText.write(full())).isEqualTo(FULL);
        assertThat(StateText.read(FULL)).isEqualTo(full());
    }

    @Test
    void documentOfAnEarlierVersionShouldBeReadAndStayAsItIs() {
        ModelState read = StateText.read(EARLIER);

        assertThat(read.checkpoint().orElseThrow().cursor()).isEqualTo(Cursor.after(7));
        assertThat(StateText.write(read)).isEqualTo(EARLIER);
    }

    @Test
    void everyCursorShouldComeBack() {
        for (Cursor cursor : List.of(
                Cursor.START,
                Cursor.END,
                Cursor.after(0),
                Cursor.after(Long.MIN_VALUE),
                Cursor.after(RecordId.of("end")),
                Cursor.after(RecordId.of("-5")))) {
            ModelState state = ModelState.builder()
                    .checkpoint(Checkpoint.builder()
                            .from(full().checkpoint().orElseThrow())
                            .cursor(cursor)
                            .build())
                    .build();

            assertThat(StateText.read(StateText.write(state))).isEqualTo(state);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"records_synced\":0,\"sync_duration\":\"PT0S\"}",
                "{\"records_synced\":0,\"sync_duration\":\"soon\",\"epoch\":0}",
                "{\"records_synced\":-1,\"sync_duration\":\"PT0S\",\"epoch\":0}",
                "{\"records_synced\":0,\"sync_duration\":\"PT0S\",\"epoch\":0,\"of_a_later_version\":1}",
                "{\"records_synced\":0,\"sync_duration\":\"PT0S\",\"epoch\":0,\"lease\":{\"owner\":\"a\"}}",
                "{\"records_synced\":0,\"sync_duration\":\"PT0S\",\"epoch\":0} {}",
                "{\"records_synced\":0,\"sync_duration\":\"PT0S\",\"epoch\":0,\"sink_mark\":-1}",
                "{\"records_synced\":0,\"sync_duration\":\"PT0S\",\"epoch\":0,\"sink_mark\":9223372036854775807}",
                "{\"records_synced\":0,\"sync_duration\":\"PT0S\",\"epoch\":8796093022208}",
                "{\"records_synced\":0,\"sync_duration\":\"PT0S\",\"epoch\":1000000000000000}",
                "{\"records_synced\":0,\"sync_duration\":\"PT0S\",\"epoch\":99999999999999999999}",
                "{\"records_synced\":0,\"sync_duration\":\"PT0S\",\"epoch\":[1,2]}",
                "{\"records_synced\":0,\"sync_duration\":\"PT0S\",\"epoch\":0,\"sink_mark\":\"1\"}"
            })
    void documentShouldBeRefusedWhenReplacingItWouldLoseSomething(String document) {
        assertThatThrownBy(() -> StateText.read(document)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.5", "1e2", "1e30", "99999999999999999999", "\"\"", "true", "[7]", "{}", "{\"end\":1}"})
    void checkpointShouldBeRefusedWhenItsCursorIsNone(String cursor) {
        String document = FULL.replace("\"cursor\":\"7\"", "\"cursor\":" + cursor);

        assertThatThrownBy(() -> StateText.read(document)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void checkpointShouldBeRefusedWhenItsCursorIsMissing() {
        String document = FULL.replace("\"cursor\":\"7\",", "");

        assertThatThrownBy(() -> StateText.read(document)).hasMessageContaining("cursor");
    }

    private static ModelState full() {
        return ModelState.builder()
                .lastSync(NOON)
                .lastMaxWriteDate(NOON.plusSeconds(1))
                .recordsSynced(74952)
                .syncDuration(Duration.ofMillis(61_500))
                .watermark(NOON.plusSeconds(2))
                .fingerprint("f")
                .epoch(4)
                .sinkName("collection records")
                .sinkMark(9)
                .lease(Lease.builder()
                        .owner("host/1/a")
                        .kind(RunKind.SYNC)
                        .startedAt(NOON.plusSeconds(3))
                        .expiresAt(NOON.plusSeconds(4))
                        .renewedAt(NOON.plusMillis(3500))
                        .done(5)
                        .total(6)
                        .build())
                .checkpoint(Checkpoint.builder()
                        .type(SyncType.INCREMENTAL)
                        .cursor(Cursor.after(RecordId.of("7")))
                        .sourceStart(NOON.plusSeconds(5))
                        .changedSince(NOON.plusSeconds(6))
                        .fingerprint("g")
                        .maxWriteDate(NOON.plusSeconds(7))
                        .processed(8)
                        .build())
                .build();
    }
}
