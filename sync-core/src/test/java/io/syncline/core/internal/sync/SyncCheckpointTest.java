package io.syncline.core.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.SyncType;
import io.syncline.core.port.metadata.Checkpoint;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.record.Cursor;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class SyncCheckpointTest {

    private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");

    private final Checkpoint start = Checkpoint.builder()
            .type(SyncType.INCREMENTAL)
            .cursor(Cursor.after(5))
            .processed(5)
            .sourceStart(START)
            .fingerprint("now")
            .build();
    private final SyncCheckpoint checkpoint = new SyncCheckpoint(start);

    @Test
    void unfinishedRunShouldSaveItsCheckpointAndNotMoveTheWatermark() {
        ModelState state = checkpoint.unfinished().apply(ModelState.NEW);

        assertThat(state.checkpoint()).contains(start);
        assertThat(state.watermark()).isEmpty();
    }

    @Test
    void stateShouldBeASnapshotOfItsTime() {
        UnaryOperator<ModelState> before = checkpoint.unfinished();

        assertThat(before.apply(ModelState.NEW).checkpoint())
                .map(Checkpoint::cursor)
                .contains(Cursor.after(5));
        assertThat(checkpoint.current()).isEqualTo(start);
    }

    @Test
    void completedRunShouldMoveTheWatermarkToItsStart() {
        ModelState unfinished = ModelState.NEW.toBuilder()
                .checkpoint(start)
                .lastMaxWriteDate(START.plusSeconds(60))
                .build();

        ModelState state = checkpoint.completed().apply(unfinished);

        assertThat(state.checkpoint()).isEmpty();
        assertThat(state.watermark()).contains(START);
        assertThat(state.fingerprint()).contains("now");
        assertThat(state.lastMaxWriteDate()).as("never goes back").contains(START.plusSeconds(60));
    }
}
