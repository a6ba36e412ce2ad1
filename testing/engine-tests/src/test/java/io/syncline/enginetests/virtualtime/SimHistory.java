package io.syncline.enginetests.virtualtime;

import java.time.Duration;

/**
 * One history: engines sync and clean up a source that users change, while calls and processes fail; then the faults
 * end, and the guarantees are checked. A history is a function of its seed.
 */
final class SimHistory {

    /** A violation or none, and a number that differs almost surely if anything happened differently. */
    record Outcome(long seed, String violation, long trace, long steps) {

        boolean holds() {
            return violation.isEmpty();
        }
    }

    private static final long MOST_STEPS = 400_000;
    /** Until failed records are retried. */
    private static final Duration LONGEST_REST = Duration.ofDays(1);

    /** Of a clock: its skew and its error. */
    private static final Duration LARGEST_ERROR = Duration.ofHours(3);

    private static final Duration LONGEST_RUN = Duration.ofHours(1);

    private final SimWorld world;
    private final SimProfile profile;
    private final SimProcess[] processes;
    private final SimDisasters disasters;
    private int actions;

    private SimHistory(SimWorld world) {
        this.world = world;
        this.profile = world.profile;
        this.disasters = new SimDisasters(world);
        this.processes = new SimProcess[profile.processes];
        for (int i = 0; i < processes.length; i++) {
            processes[i] = new SimProcess(world, "process " + i, anyRoute());
        }
    }

    static Outcome of(long seed, PlantedFault plant) {
        SimWorld world = new SimWorld(seed, plant);
        String violation = "";
        try {
            new SimHistory(world).play();
        } catch (SimChecker.Violation broken) {
            violation = "Seed " + seed + ": " + broken.getMessage();
        }
        return new Outcome(seed, violation, world.time.trace(), world.time.steps());
    }

    private void play() {
        world.sources.forEach(SimUsers::start);
        scheduleAction();
        while (actions < profile.actions) {
            step();
        }
        calmDown();
        settle();
    }

    private void step() {
        boolean stepped = world.time.step();
        world.checker.violation().ifPresent(violation -> {
            throw violation;
        });
        world.checker.require(stepped, "There is no further event");
        world.checker.require(world.time.steps() < MOST_STEPS, "No end after %d steps", MOST_STEPS);
    }

    private void scheduleAction() {
        long gap = (long) (profile.actionGap.toNanos() * 2 * world.random.nextDouble());
        world.time.after(Duration.ofNanos(gap), () -> {
            if (actions < profile.actions) {
                act();
                actions++;
                scheduleAction();
            }
        });
    }

    private void act() {
        int chosen = world.random.nextInt(processes.length);
        SimProcess process = processes[chosen];
        if (world.random.nextDouble() < profile.redeployments) {
            world.redeploy();
        }
        world.blind(world.random.nextDouble() < profile.blindness);
        disturb();
        if (process.isDead()) {
            processes[chosen] = new SimProcess(world, process.name() + "'", anyRoute());
            processes[chosen].start(anyTask());
        } else if (world.random.nextDouble() < profile.crashes) {
            process.kill();
        } else if (world.random.nextDouble() < profile.pauses) {
            process.pause(Duration.ofNanos((long) (profile.leaseTtl.toNanos() * 3 * world.random.nextDouble())));
        } else if (world.random.nextDouble() < profile.cancels) {
            process.cancel();
        } else {
            process.start(anyTask());
        }
    }

    private void disturb() {
        if (world.random.nextDouble() < profile.strikes) {
            disasters.strikeSoon();
        }
        if (world.random.nextDouble() < profile.jumps) {
            disasters.jump();
        }
    }

    private SimRoute anyRoute() {
        return world.routes.get(world.random.nextInt(world.routes.size()));
    }

    private SimRun.Task anyTask() {
        if (world.random.nextDouble() < profile.hiding) {
            return world.random.nextInt(8) > 0 ? SimRun.Task.QUARANTINE : SimRun.Task.UNDO;
        }
        int lot = world.random.nextInt(24);
        if (lot >= 20) {
            return lot < 22 ? SimRun.Task.REPAIR : SimRun.Task.VERIFY;
        }
        if (lot < 11) {
            return SimRun.Task.INCREMENTAL;
        }
        if (lot < 13) {
            return SimRun.Task.FULL;
        }
        if (lot < 15) {
            return SimRun.Task.LIMITED;
        }
        return lot < 19 ? SimRun.Task.CLEANUP : SimRun.Task.DRY_RUN;
    }

    /** Ends edits and faults; calls in flight arrive, runs end or die. */
    private void calmDown() {
        world.sources.forEach(SimUsers::stop);
        world.network.heal();
        disasters.correct();
        world.blind(false);
        if (world.random.nextBoolean()) {
            for (SimProcess process : processes) {
                process.kill();
            }
        }
        wait(profile.longestDelay().plus(profile.overlap));
        waitForRuns();
    }

    private void waitForRuns() {
        long limit = world.time.nanos() + LONGEST_RUN.toNanos();
        for (SimProcess process : processes) {
            while (process.isBusy()) {
                step();
                world.checker.require(world.time.nanos() < limit, "A run of %s does not end", process.name());
            }
        }
    }

    private void wait(Duration duration) {
        boolean[] over = {false};
        world.time.after(duration, () -> over[0] = true);
        while (!over[0]) {
            step();
        }
    }

    private void settle() {
        if (world.random.nextBoolean()) {
            world.network.detoxify();
            world.sources.forEach(SimUsers::deliverAll);
        }
        wait(LONGEST_REST.plus(LARGEST_ERROR));
        world.routes.forEach(this::settle);
    }

    private void settle(SimRoute route) {
        EndChecks checks = new EndChecks(world, route);
        SimRun sync = complete(route, SimRun.Task.INCREMENTAL);
        if (sync.wasResumed()) {
            sync = complete(route, SimRun.Task.INCREMENTAL);
        }
        checks.inSync(sync, false);
        SimRun cleanup = complete(route, SimRun.Task.UNLIMITED_CLEANUP);
        checks.inSync(cleanup, true);
        if (checks.isAnythingHidden()) {
            wait(profile.gracePeriod);
            cleanup = complete(route, SimRun.Task.UNLIMITED_CLEANUP);
            checks.inSync(cleanup, true);
        }
        if (profile.silentSink) {
            complete(route, SimRun.Task.FULL);
        }
        checks.exact(cleanup);
        inSync(route, checks);
        wait(profile.overlap.plus(LARGEST_ERROR));
        complete(route, SimRun.Task.INCREMENTAL);
        idle(route);
    }

    /** A comparison finds only poisoned records, and none of those whose stored version is current. */
    private void inSync(SimRoute route, EndChecks checks) {
        SimRun verify = complete(route, SimRun.Task.VERIFY);
        world.checker.require(
                verify.differing() <= checks.poisoned(),
                "%d records differ in the end, and %d are poisoned: %s (%s)",
                verify.differing(),
                checks.poisoned(),
                verify.errors(),
                verify);
    }

    private void idle(SimRoute route) {
        SimRun idle = complete(route, SimRun.Task.INCREMENTAL);
        boolean quiet = route.store.memory.failureCount(route.stateKey()) > 0
                || (idle.embedded() == 0 && idle.deliveries() == 0);
        world.checker.require(
                quiet, "An idle run reads %d records and embeds %d (%s)", idle.deliveries(), idle.embedded(), idle);
    }

    private SimRun complete(SimRoute route, SimRun.Task task) {
        wait(profile.leaseTtl.plusSeconds(1));
        processes[0] = new SimProcess(world, "last process", route);
        SimRun run = processes[0].start(task);
        waitForRuns();
        world.checker.completed(run);
        return run;
    }
}
