package io.syncline.service.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.RunOutcome;
import io.syncline.service.schedule.ScheduledWork;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Days of a service on a clock of their own. */
class SimulatedDayTest {

    private static final int MODELS = 5;
    private static final Duration DAY = Duration.ofHours(24);
    private static final Instant ORDINARY = Instant.parse("2026-11-30T12:00:00Z");

    /** Each process syncs each model at its start. */
    private static final Duration STARTS = Duration.ofMinutes(1);

    private static final Duration PROBE = Duration.ofSeconds(30);

    private static Instant local(String time) {
        return LocalDateTime.parse(time).atZone(Day.VIENNA).toInstant();
    }

    /** That each model was cleaned up once, so soon after a time. */
    private static void assertOnce(Day day, Instant at, Duration within) {
        for (ModelName model : day.models()) {
            List<Instant> starts = day.completed(model, ScheduledWork.CLEANUP);
            assertThat(starts).as("cleanups of %s", model).hasSize(1);
            assertThat(starts.get(0)).isBetween(at, at.plus(within));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void dayShouldHaveNoOverlapNoGapAndNoPileUp(int processes) {
        Day day = new Day(ORDINARY, processes, MODELS, processes);
        day.pass(DAY);

        day.assertNoOverlap();
        day.assertNoGap(day.start, day.start.plus(DAY));
        day.assertNoPileUp(ScheduledWork.SYNC, day.start.plus(STARTS), day.world.time.now());
        assertOnce(day, local("2026-12-01T02:30:00"), Duration.ofMinutes(2));
        for (ModelName model : day.models()) {
            assertThat(day.completed(model, ScheduledWork.SYNC).size()).isBetween(285, 325);
            assertThat(day.completed(model, ScheduledWork.VERIFY).size()).isBetween(3, 5);
        }
        assertThat(day.refused()).as("runs that met another process").isLessThan(10L * processes);
    }

    @Test
    void timeThatTheClocksSkipShouldBeCaughtUpOnce() {
        Day day = new Day(local("2026-03-28T18:00:00"), 1, MODELS, 3);
        day.pass(DAY);

        day.assertNoGap(day.start, day.start.plus(DAY));
        assertOnce(day, local("2026-03-29T03:00:00"), Duration.ofMinutes(2));
    }

    @Test
    void timeThatTheClocksShowTwiceShouldCountOnce() {
        Day day = new Day(local("2026-10-24T18:00:00"), 2, MODELS, 3);
        day.pass(DAY);

        day.assertNoGap(day.start, day.start.plus(DAY));
        assertOnce(day, Instant.parse("2026-10-25T00:30:00Z"), Duration.ofMinutes(2));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void outageShouldBeFollowedByOneRunOfEachModel(int processes) {
        Day day = new Day(ORDINARY, 3, MODELS, processes);
        day.world.outageFrom = local("2026-12-01T01:00:00");
        day.world.outageTo = day.world.outageFrom.plus(Duration.ofHours(2));
        day.pass(DAY);

        day.assertNoOverlap();
        day.assertNoPileUp(ScheduledWork.SYNC, day.start.plus(STARTS), day.world.outageFrom);
        day.assertNoPileUp(ScheduledWork.SYNC, day.world.outageTo, day.world.time.now());
        day.assertNoGap(day.start, day.start.plus(DAY));
        // that of 02:30 failed and was repeated; a run that began in the outage lasts ten minutes
        assertOnce(day, day.world.outageTo, Duration.ofMinutes(45));
        for (ModelName model : day.models()) {
            assertThat(day.completed(model, ScheduledWork.SYNC).stream()
                            .filter(time -> !time.isBefore(day.world.outageTo))
                            .findFirst())
                    .get()
                    .asInstanceOf(InstanceOfAssertFactories.INSTANT)
                    .isBefore(day.world.outageTo.plus(Duration.ofMinutes(16)));
        }
    }

    @Test
    void timeWithoutAProcessShouldBeCaughtUpOnce() {
        Day day = new Day(local("2026-11-30T22:00:00"), 4, MODELS, 1);
        day.pass(Duration.ofHours(2));
        day.processes.get(0).kill();
        day.pass(Duration.ofHours(6));
        Instant again = day.world.time.now();
        day.begin("again");
        day.pass(Duration.ofHours(12));

        day.assertNoGap(again, again.plus(Duration.ofHours(12)));
        assertOnce(day, again, Duration.ofMinutes(8));
    }

    @Test
    void workOfAProcessThatDiedShouldBeTakenOver() {
        Day day = new Day(local("2026-11-30T22:00:00"), 5, MODELS, 3);
        Instant cleanup = local("2026-12-01T02:30:00");
        day.world.runTime = Optional.of(Duration.ofMinutes(1));
        day.pass(Duration.between(day.start, cleanup).plusSeconds(20));
        day.processes.get(0).kill();
        day.processes.get(1).kill();
        day.world.runTime = Optional.empty();
        day.pass(Duration.ofHours(12));

        day.assertNoOverlap();
        assertOnce(day, cleanup, Duration.ofMinutes(20));
        day.assertNoGap(cleanup.plus(Duration.ofMinutes(20)), day.world.time.now());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void timeOfASuspendedProcessShouldBeCaughtUpOnce(int processes) {
        Day day = new Day(local("2026-11-30T22:00:00"), 8, MODELS, processes);
        day.pass(Duration.ofHours(2));
        day.processes.get(0).suspend(Duration.ofHours(6), false);
        day.pass(Duration.ofHours(6));
        Instant again = day.world.time.now();
        day.pass(Duration.ofHours(12));

        boolean alone = processes == 1;
        day.assertNoOverlap();
        day.assertNoPileUp(ScheduledWork.SYNC, day.start.plus(STARTS), day.world.time.now());
        day.assertNoGap(alone ? again : day.start, day.world.time.now());
        assertOnce(day, alone ? again : local("2026-12-01T02:30:00"), Duration.ofMinutes(2));
    }

    @Test
    void timeOfASleepingComputerShouldBeCaughtUpOnce() {
        Day day = new Day(local("2026-11-30T22:00:00"), 9, MODELS, 3);
        day.pass(Duration.ofHours(2));
        day.processes.forEach(process -> process.suspend(Duration.ofHours(6), true));
        day.pass(Duration.ofHours(6));
        Instant again = day.world.time.now();
        day.pass(Duration.ofHours(12));

        day.assertNoOverlap();
        day.assertNoPileUp(ScheduledWork.SYNC, day.start.plus(STARTS), day.world.time.now());
        day.assertNoGap(again, day.world.time.now());
        assertOnce(day, again, Duration.ofMinutes(3));
    }

    /** The time that waits go by has stood still. */
    @Test
    void computerThatHasSleptShouldNoticeIt() {
        Day day = new Day(ORDINARY, 15, 1, 1);
        ModelName model = day.models().get(0);
        day.pass(Duration.ofHours(1));
        int before = day.runs(model, ScheduledWork.SYNC).size();
        while (day.runs(model, ScheduledWork.SYNC).size() == before) {
            day.pass(Duration.ofSeconds(20));
        }
        day.processes.get(0).suspend(Duration.ofHours(3), true);
        day.pass(Duration.ofHours(3));
        Instant again = day.world.time.now();
        day.pass(Duration.ofHours(1));

        List<World.Event> runs = day.runs(model, ScheduledWork.SYNC);
        assertThat(runs.get(before + 1).start()).isBetween(again, again.plusSeconds(61));
    }

    @ParameterizedTest
    @ValueSource(ints = {-3, 3})
    void clockThatIsSetShouldNotStopTheWork(int hours) {
        Day day = new Day(ORDINARY, 10, MODELS, 1);
        day.pass(Duration.ofHours(6));
        Instant set = day.world.time.now();
        day.processes.get(0).setClock(Duration.ofHours(hours));
        day.pass(Duration.ofHours(12));

        Instant noticed = set.plus(Duration.ofMinutes(1));
        day.assertNoOverlap();
        day.assertNoPileUp(ScheduledWork.SYNC, day.start.plus(STARTS), set);
        day.assertNoPileUp(ScheduledWork.SYNC, noticed.plus(Duration.ofSeconds(1)), day.world.time.now());
        day.assertNoGap(day.start, set.minus(Day.PERIOD).minusSeconds(1));
        day.assertNoGap(noticed, day.world.time.now());
        for (ModelName model : day.models()) {
            assertThat(day.completed(model, ScheduledWork.SYNC))
                    .anyMatch(start -> start.isAfter(set) && start.isBefore(noticed.plus(Day.PERIOD)));
        }
    }

    @Test
    void signalShouldBringASyncForwardAndASecondLook() {
        Day day = new Day(ORDINARY, 6, 1, 1);
        ModelName model = day.models().get(0);
        day.pass(Duration.ofMinutes(1));
        Instant signal = day.world.time.now();
        day.processes.get(0).service().touch(model, List.of());
        day.pass(Duration.ofMinutes(2));

        List<Instant> after = day.completed(model, ScheduledWork.SYNC).stream()
                .filter(time -> time.isAfter(signal))
                .toList();
        assertThat(after).hasSize(2);
        assertThat(after.get(0)).isBetween(signal.plusSeconds(1), signal.plusSeconds(2));
        assertThat(after.get(1))
                .isBetween(after.get(0).plusSeconds(30), after.get(0).plusSeconds(60));
    }

    /** A signal that came before its commit, of a deletion that no listing shows, to a process that has read it once and died. */
    @Test
    void secondLookShouldOutlastTheProcess() {
        Day day = new Day(ORDINARY, 16, 1, 1);
        ModelName model = day.models().get(0);
        day.world.runTime = Optional.of(Duration.ofSeconds(2));
        day.pass(Duration.ofMinutes(1));
        Instant signal = day.world.time.now();
        day.processes.get(0).service().touch(model, List.of(RecordId.of(7)));
        day.pass(Duration.ofSeconds(5));
        assertThat(day.completed(model, ScheduledWork.SYNC)).last().matches(start -> start.isAfter(signal));
        day.processes.get(0).kill();
        day.begin("again");
        day.pass(Duration.ofSeconds(40));

        assertThat(day.completed(model, ScheduledWork.SYNC))
                .as("one that reads what is committed by now")
                .last()
                .matches(start -> !start.isBefore(signal.plus(World.LATEST_COMMIT)));
        assertThat(day.world.touched(model)).isZero();
    }

    @Test
    void signalDuringARunShouldBeFollowedByAnother() {
        Day day = new Day(ORDINARY, 7, 1, 1);
        ModelName model = day.models().get(0);
        day.world.runTime = Optional.of(Duration.ofMinutes(3));
        day.pass(Duration.ofMinutes(2));
        day.processes.get(0).service().touch(model, List.of());
        day.pass(Duration.ofMinutes(2));
        day.world.runTime = Optional.empty();
        day.pass(Duration.ofMinutes(3));

        List<Instant> starts = day.completed(model, ScheduledWork.SYNC);
        assertThat(starts).hasSizeGreaterThan(1);
        assertThat(starts.get(1))
                .isBetween(starts.get(0).plusSeconds(180), starts.get(0).plusSeconds(182));
        day.assertNoOverlap();
    }

    @Test
    void signalsShouldNotShortenTheWaitsAfterFailures() {
        Day day = new Day(ORDINARY, 11, 1, 1);
        ModelName model = day.models().get(0);
        day.world.broken = Optional.of(RunOutcome.FAILED);
        for (int i = 0; i < 240; i++) {
            day.processes.get(0).service().touch(model, List.of());
            day.pass(Duration.ofSeconds(30));
        }
        assertThat(day.runs(model, ScheduledWork.SYNC)).as("in two hours").hasSizeBetween(24, 40);

        day.world.broken = Optional.empty();
        Instant mended = day.world.time.now();
        day.pass(Day.PERIOD.plusSeconds(1));
        assertThat(day.completed(model, ScheduledWork.SYNC))
                .allMatch(start -> !start.isBefore(mended))
                .isNotEmpty();
    }

    @Test
    void probeShouldSyncWhatHasMovedAndNothingElse() {
        Day day = Day.probing(ORDINARY, 13, PROBE);
        ModelName model = day.models().get(0);
        day.pass(Duration.ofHours(1));
        long before = day.runs(model, ScheduledWork.SYNC).size();
        assertThat(before)
                .as("by the schedule, and once more after the first sign")
                .isBetween(12L, 16L);
        Instant change = day.world.time.now();
        day.world.changes++;
        day.pass(Day.PERIOD.minusSeconds(60));

        assertThat(day.completed(model, ScheduledWork.SYNC).stream().filter(start -> !start.isBefore(change)))
                .as("one that the change brings forward, one for what shares its second, and the schedule's")
                .hasSizeBetween(2, 4)
                .first(InstanceOfAssertFactories.INSTANT)
                .isBefore(change.plus(PROBE).plusSeconds(16));
    }

    @ParameterizedTest
    @EnumSource(
            value = RunOutcome.class,
            names = {"FAILED", "REFUSED_BY_COST", "REFUSED_FINGERPRINT_CHANGED", "CANCELLED"})
    void whatDoesNotSucceedShouldNotBeRepeatedByEachProbe(RunOutcome outcome) {
        Day day = Day.probing(ORDINARY, 14, PROBE);
        day.world.broken = Optional.of(outcome);
        day.pass(Duration.ofHours(2));

        assertThat(day.runs(day.models().get(0), ScheduledWork.SYNC))
                .as("in two hours")
                .hasSizeBetween(24, 40);
    }

    @Test
    void workThatTheEndOfTheServiceCancelsShouldBeCaughtUp() {
        Day day = new Day(local("2026-11-30T22:00:00"), 12, MODELS, 1);
        Instant cleanup = local("2026-12-01T02:30:00");
        day.world.runTime = Optional.of(Duration.ofMinutes(1));
        day.pass(Duration.between(day.start, cleanup).plusSeconds(40));
        day.processes.get(0).stop();
        day.pass(Duration.ofMinutes(2));
        day.begin("again");
        day.pass(Duration.ofHours(12));

        assertThat(day.world.events).anyMatch(event -> event.outcome() == RunOutcome.CANCELLED);
        assertOnce(day, cleanup, Duration.ofMinutes(20));
    }
}
