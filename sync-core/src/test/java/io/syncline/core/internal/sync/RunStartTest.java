package io.syncline.core.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import io.syncline.api.SyncRequest;
import io.syncline.api.SyncType;
import io.syncline.core.port.metadata.Checkpoint;
import io.syncline.core.port.metadata.ModelState;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RunStartTest {

    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00.7Z");
    private static final SyncRequest SYNC = SyncRequest.of("res.partner");
    private static final SyncRequest FULL = SyncRequest.builder()
            .model(ModelName.of("res.partner"))
            .forceFull(true)
            .build();
    private static final SyncRequest LIMITED = SyncRequest.builder()
            .model(ModelName.of("res.partner"))
            .testLimit(5)
            .build();

    private final StartConditions conditions = new StartConditions("now", NOW, true, false, Duration.ofMinutes(10));
    private final ModelState synced = ModelState.NEW.toBuilder()
            .watermark(NOW.minusSeconds(3600))
            .fingerprint("now")
            .build();

    @Test
    void firstRunShouldBeFullWithoutAReason() {
        RunStart start = RunStart.decide(SYNC, ModelState.NEW, conditions);

        assertFull(start);
        assertThat(start.reason()).isEmpty();
    }

    @Test
    void laterRunShouldReadChangesSinceTheWatermarkMinusTheOverlap() {
        RunStart start = RunStart.decide(SYNC, synced, conditions);

        assertThat(start.checkpoint().type()).isEqualTo(SyncType.INCREMENTAL);
        assertThat(start.checkpoint().changedSince()).contains(Instant.parse("2026-11-24T06:50:00Z"));
        assertThat(start.checkpoint().sourceStart()).isEqualTo(NOW);
        assertThat(start.resumed()).isFalse();
    }

    @Test
    void unfinishedRunShouldBeResumed() {
        Checkpoint unfinished = checkpoint("now");

        RunStart start = RunStart.decide(SYNC, with(unfinished), conditions);

        assertThat(start.resumed()).isTrue();
        assertThat(start.checkpoint()).isEqualTo(unfinished);
    }

    @Test
    void unfinishedRunShouldBeResumedWhenItWasTheFirstUnderNewSettings() {
        ModelState old = with(checkpoint("now")).toBuilder().fingerprint("old").build();

        assertThat(RunStart.decide(SYNC, old, conditions).resumed()).isTrue();
    }

    @Test
    void limitedRunShouldNotResume() {
        assertThat(RunStart.decide(LIMITED, with(checkpoint("now")), conditions).resumed())
                .isFalse();
    }

    @Test
    void runShouldBeFullWhenTheUnfinishedOneUsedOtherSettings() {
        RunStart start = RunStart.decide(SYNC, with(checkpoint("old")), conditions);

        assertFull(start);
        assertThat(start.reason()).contains("the last run did not complete and used different settings");
    }

    @Test
    void runShouldBeFullWhenTheSettingsChanged() {
        ModelState old = synced.toBuilder().fingerprint("old").build();

        RunStart start = RunStart.decide(SYNC, old, conditions);

        assertFull(start);
        assertThat(start.reason()).isPresent();
    }

    @Test
    void runShouldBeFullWhenTheSinkIsEmptyAlthoughTheModelWasSynced() {
        StartConditions empty = new StartConditions("now", NOW, true, true, Duration.ofMinutes(10));

        assertThat(RunStart.decide(SYNC, synced, empty).reason()).isPresent();
        RunStart unfinished = RunStart.decide(SYNC, with(checkpoint("now")), empty);
        assertFull(unfinished);
        assertThat(unfinished.resumed()).isFalse();
    }

    @Test
    void runShouldBeFullWhenTheSourceHasNoChangeTime() {
        StartConditions timeless = new StartConditions("now", NOW, false, false, Duration.ofMinutes(10));

        RunStart start = RunStart.decide(SYNC, synced, timeless);

        assertFull(start);
        assertThat(start.reason()).isEmpty();
    }

    @Test
    void forcedRunShouldStartFromTheBeginning() {
        RunStart start = RunStart.decide(FULL, with(checkpoint("now")), conditions);

        assertFull(start);
        assertThat(start.resumed()).isFalse();
    }

    @Test
    void stateOfAnotherProgramShouldCountFromItsNewestChange() {
        ModelState foreign = ModelState.NEW.toBuilder()
                .lastMaxWriteDate(NOW.minusSeconds(60))
                .build();

        assertThat(RunStart.decide(SYNC, foreign, conditions).checkpoint().changedSince())
                .contains(Instant.parse("2026-11-24T07:49:00Z"));
        assertThat(conditions.differFrom(foreign)).isFalse();
    }

    private ModelState with(Checkpoint unfinished) {
        return synced.toBuilder().checkpoint(unfinished).build();
    }

    private static Checkpoint checkpoint(String fingerprint) {
        return Checkpoint.builder()
                .type(SyncType.FULL)
                .cursor(42)
                .sourceStart(NOW.minusSeconds(100))
                .fingerprint(fingerprint)
                .build();
    }

    private static void assertFull(RunStart start) {
        assertThat(start.checkpoint().type()).isEqualTo(SyncType.FULL);
        assertThat(start.checkpoint().cursor()).isZero();
        assertThat(start.checkpoint().changedSince()).isEmpty();
        assertThat(start.checkpoint().fingerprint()).isEqualTo("now");
    }
}
