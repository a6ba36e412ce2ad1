package io.syncline.core.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import io.syncline.api.SyncRequest;
import io.syncline.api.SyncType;
import io.syncline.core.internal.run.Clocks;
import io.syncline.core.port.metadata.Checkpoint;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.record.Cursor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

    private final StartConditions conditions = conditions(new Clocks(NOW, NOW), true, MissingStateReason.NONE);
    private final ModelState synced = ModelState.NEW.toBuilder()
            .watermark(NOW.minusSeconds(3600))
            .fingerprint("now")
            .build();

    private static StartConditions conditions(Clocks clocks, boolean hasChangeTime, MissingStateReason history) {
        return new StartConditions("now", clocks, hasChangeTime, Duration.ofMinutes(10), history);
    }

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
    void runShouldBeFullWhenTheSinkHasLostWrites() {
        StartConditions lost = conditions(
                new Clocks(NOW, NOW),
                true,
                new MissingStateReason(Optional.of("the sink lost writes"), Optional.empty()));

        for (SyncRequest request : List.of(SYNC, LIMITED, FULL)) {
            RunStart start = RunStart.decide(request, with(checkpoint("now")), lost);
            assertFull(start);
            assertThat(start.resumed()).isFalse();
            assertThat(start.reason()).contains("the sink lost writes");
        }
    }

    @Test
    void firstRunShouldSayWhyAnEarlierStateDoesNotCount() {
        StartConditions upgraded = conditions(
                new Clocks(NOW, NOW),
                true,
                new MissingStateReason(Optional.empty(), Optional.of("an earlier version wrote it")));

        RunStart start = RunStart.decide(SYNC, ModelState.NEW, upgraded);

        assertFull(start);
        assertThat(start.reason()).contains("an earlier version wrote it");
    }

    @Test
    void watermarkShouldBeTheEarlierOfBothClocks() {
        Instant hourAhead = NOW.plusSeconds(3600);

        assertThat(start(new Clocks(hourAhead, NOW)).checkpoint().sourceStart()).isEqualTo(NOW);
        assertThat(start(new Clocks(NOW, hourAhead)).checkpoint().sourceStart()).isEqualTo(NOW);
    }

    private RunStart start(Clocks clocks) {
        return RunStart.decide(SYNC, synced, conditions(clocks, true, MissingStateReason.NONE));
    }

    @Test
    void runShouldBeFullWhenTheMarkLiesInTheFutureOfOneClock() {
        Instant before = NOW.minusSeconds(3601);

        for (Clocks clocks : List.of(new Clocks(before, NOW), new Clocks(NOW, before))) {
            assertFull(start(clocks));
            assertThat(start(clocks).reason())
                    .hasValueSatisfying(reason -> assertThat(reason).contains("the watermark lies in the future"));
        }
        assertThat(start(new Clocks(NOW.minusSeconds(3600), NOW)).checkpoint().type())
                .isEqualTo(SyncType.INCREMENTAL);
    }

    @Test
    void unfinishedRunThatBeganInTheFutureShouldNotBeResumed() {
        Clocks clocks = new Clocks(NOW.minusSeconds(101), NOW);
        ModelState first =
                ModelState.NEW.toBuilder().checkpoint(checkpoint("now")).build();

        RunStart start = RunStart.decide(SYNC, first, conditions(clocks, true, MissingStateReason.NONE));

        assertFull(start);
        assertThat(start.resumed()).isFalse();
    }

    @Test
    void runShouldBeFullWhenTheSourceHasNoChangeTime() {
        StartConditions timeless = conditions(new Clocks(NOW, NOW), false, MissingStateReason.NONE);

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
                .cursor(Cursor.after(42))
                .sourceStart(NOW.minusSeconds(100))
                .fingerprint(fingerprint)
                .build();
    }

    private static void assertFull(RunStart start) {
        assertThat(start.checkpoint().type()).isEqualTo(SyncType.FULL);
        assertThat(start.checkpoint().cursor()).isEqualTo(Cursor.START);
        assertThat(start.checkpoint().changedSince()).isEmpty();
        assertThat(start.checkpoint().fingerprint()).isEqualTo("now");
    }
}
