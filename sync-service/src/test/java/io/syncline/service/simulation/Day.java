package io.syncline.service.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import io.syncline.api.RunOutcome;
import io.syncline.service.ServiceSettings;
import io.syncline.service.schedule.ModelSchedule;
import io.syncline.service.schedule.Schedule;
import io.syncline.service.schedule.ScheduledWork;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A simulated day of some processes, and what must hold of it. */
final class Day {

    static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");
    static final Duration PERIOD = Duration.ofMinutes(5);

    /** With the most that jitter takes. */
    static final Duration SHORTEST = PERIOD.minus(Duration.ofSeconds(30));

    /** The first wait of a process that met another one. */
    private static final Duration FIRST_WAIT = Duration.ofSeconds(5);

    private static final Duration SLACK = Duration.ofSeconds(1);

    final World world;
    final List<SimulatedProcess> processes = new ArrayList<>();
    final Instant start;
    private final ServiceSettings settings;

    Day(Instant start, long seed, int models, int processes) {
        this(start, seed, processes, settings(models).build());
    }

    /** A day on which the source is asked, again and again, whether its only model has changed. */
    static Day probing(Instant start, long seed, Duration period) {
        return new Day(start, seed, 1, settings(1).probe(period).build());
    }

    private Day(Instant start, long seed, int processes, ServiceSettings settings) {
        this.start = start;
        this.world = new World(start, seed);
        this.settings = settings;
        for (int i = 0; i < processes; i++) {
            begin("p" + i);
        }
    }

    private static ServiceSettings.Builder settings(int models) {
        ServiceSettings.Builder settings = ServiceSettings.builder().maxRuns(16);
        IntStream.range(0, models)
                .forEach(i -> settings.putModels(
                        ModelName.of("model" + i),
                        new ModelSchedule(
                                Schedule.every(PERIOD),
                                Optional.of(Schedule.cron("30 2 * * *", VIENNA)),
                                Optional.of(Schedule.every(Duration.ofHours(6))))));
        return settings;
    }

    SimulatedProcess begin(String name) {
        SimulatedProcess process = new SimulatedProcess(name, world, settings);
        processes.add(process);
        process.service().start();
        return process;
    }

    void pass(Duration time) {
        world.time.sleep(this, time);
    }

    /** The runs of some work that were not refused, by their start. */
    List<World.Event> runs(ModelName model, ScheduledWork work) {
        return world.events.stream()
                .filter(event -> event.model().equals(model)
                        && event.work() == work
                        && event.outcome() != RunOutcome.REFUSED_IN_PROGRESS)
                .sorted(Comparator.comparing(World.Event::start))
                .toList();
    }

    List<ModelName> models() {
        return List.copyOf(settings.models().keySet());
    }

    /** No process begins a run of a model before its last one has ended. */
    void assertNoOverlap() {
        for (SimulatedProcess process : processes) {
            for (ModelName model : models()) {
                List<World.Event> own = world.events.stream()
                        .filter(event -> event.process().equals(process.name())
                                && event.model().equals(model))
                        .sorted(Comparator.comparing(World.Event::start))
                        .toList();
                for (int i = 1; i < own.size(); i++) {
                    assertThat(own.get(i).start())
                            .as("%s after %s", own.get(i), own.get(i - 1))
                            .isAfterOrEqualTo(own.get(i - 1).end());
                }
            }
        }
    }

    /** After each sync, the next one starts a period after its start, or at its end if that is later; a period later if it failed. */
    void assertNoGap(Instant from, Instant to) {
        for (ModelName model : models()) {
            List<World.Event> syncs = runs(model, ScheduledWork.SYNC);
            for (int i = 0; i < syncs.size(); i++) {
                World.Event event = syncs.get(i);
                if (event.start().isBefore(from) || event.start().isAfter(to)) {
                    continue;
                }
                Instant next = i + 1 < syncs.size() ? syncs.get(i + 1).start() : world.latestStart(model);
                Instant due = event.start().plus(PERIOD);
                Instant latest = (due.isAfter(event.end()) ? due : event.end())
                        .plus(event.outcome() == RunOutcome.FAILED ? PERIOD : Duration.ZERO)
                        .plus(SLACK);
                assertThat(next).as("what follows %s", event).isBeforeOrEqualTo(afterOtherWork(model, latest));
            }
        }
    }

    /** Cleanups and comparisons hold the lease too. */
    private Instant afterOtherWork(ModelName model, Instant latest) {
        Instant moved = latest;
        for (World.Event event : world.events) { // in the order of their ends
            boolean other = event.model().equals(model)
                    && event.work() != ScheduledWork.SYNC
                    && event.outcome() != RunOutcome.REFUSED_IN_PROGRESS;
            if (other && event.start().isBefore(moved)) {
                Instant after = event.end().plus(wait(Duration.between(event.start(), event.end())));
                moved = after.isAfter(moved) ? after : moved;
            }
        }
        return moved;
    }

    /** The waits of a process that meets another one double, so none is longer than they were together, or than a period. */
    private static Duration wait(Duration others) {
        Duration longest = others.plus(FIRST_WAIT);
        return longest.compareTo(PERIOD) < 0 ? longest : PERIOD;
    }

    /** After a completed run, the next one starts no sooner than the schedule has it. */
    void assertNoPileUp(ScheduledWork work, Instant from, Instant to) {
        for (ModelName model : models()) {
            List<World.Event> runs = runs(model, work);
            for (int i = 1; i < runs.size(); i++) {
                World.Event before = runs.get(i - 1);
                World.Event next = runs.get(i);
                if (before.outcome() == RunOutcome.COMPLETED
                        && !next.start().isBefore(from)
                        && next.start().isBefore(to)) {
                    assertThat(next.start())
                            .as("%s after %s", next, before)
                            .isAfterOrEqualTo(before.start().plus(SHORTEST));
                }
            }
        }
    }

    /** The starts of completed runs. */
    List<Instant> completed(ModelName model, ScheduledWork work) {
        return runs(model, work).stream()
                .filter(event -> event.outcome() == RunOutcome.COMPLETED)
                .map(World.Event::start)
                .collect(Collectors.toList());
    }

    long refused() {
        return world.events.stream()
                .filter(event -> event.outcome() == RunOutcome.REFUSED_IN_PROGRESS)
                .count();
    }
}
