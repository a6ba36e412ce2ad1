package io.syncline.service.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import io.syncline.service.schedule.ScheduledWork;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Days of a service on a clock of their own. */
class SimulatedDayTest {

    private static final int MODELS = 10;
    private static final Duration DAY = Duration.ofHours(24);
    private static final Instant ORDINARY = Instant.parse("2026-11-30T12:00:00Z");
    private static final Duration SHORTEST = Day.PERIOD.minus(Duration.ofSeconds(31));

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
        day.assertNoPileUp(ScheduledWork.SYNC, SHORTEST);
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

    @Test
    void outageShouldBeFollowedByOneRunOfEachModel() {
        Day day = new Day(ORDINARY, 3, MODELS, 3);
        day.world.outageFrom = local("2026-12-01T01:00:00");
        day.world.outageTo = day.world.outageFrom.plus(Duration.ofHours(2));
        day.pass(DAY);

        day.assertNoOverlap();
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
        day.pass(Duration.between(day.start, cleanup).plusSeconds(20));
        day.processes.get(0).kill();
        day.processes.get(1).kill();
        day.pass(Duration.ofHours(12));

        day.assertNoOverlap();
        assertOnce(day, cleanup, Duration.ofMinutes(20));
        day.assertNoGap(cleanup.plus(Duration.ofMinutes(20)), day.world.time.now());
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

    @Test
    void signalDuringARunShouldBeFollowedByAnother() {
        Day day = new Day(ORDINARY, 7, 1, 1);
        ModelName model = day.models().get(0);
        day.world.outageFrom = day.start;
        day.world.outageTo = day.start.plusMillis(1); // the first run takes ten minutes
        day.pass(Duration.ofMinutes(5));
        day.processes.get(0).service().touch(model, List.of());
        day.pass(Duration.ofMinutes(5).plusSeconds(20));

        assertThat(day.completed(model, ScheduledWork.SYNC)).hasSize(1);
        day.assertNoOverlap();
    }
}
