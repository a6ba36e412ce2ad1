package io.syncline.enginetests.virtualtime;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * One history: engines sync and clean up sources that users change, while calls and processes fail, sinks get lost, clocks
 * jump and sources are renamed; then the faults end, and the guarantees are checked. A history is a function of its seed.
 */
final class SimHistory {

    /** A violation or none, and a number that differs almost surely if anything happened differently. */
    record Outcome(long seed, String violation, long trace, long steps) {

        boolean holds() {
            return violation.isEmpty();
        }
    }

    private final SimWorld world;
    private final SimProfile profile;
    private final RandomGenerator random;
    private final SimProcesses processes;
    private int actions;

    private SimHistory(SimWorld world) {
        this.world = world;
        this.profile = world.profile;
        this.random = world.random;
        this.processes = new SimProcesses(world);
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
        SimSettlement settlement = new SimSettlement(world, processes);
        if (profile.established) {
            settlement.establish();
        }
        world.network.disturb();
        world.sources.forEach(SimUsers::start);
        scheduleAction();
        while (actions < profile.actions) {
            processes.step();
        }
        settlement.calmDown();
        settlement.settle();
    }

    private void scheduleAction() {
        long gap = (long) (profile.actionGap.toNanos() * 2 * random.nextDouble());
        world.time.after(Duration.ofNanos(gap), () -> {
            if (actions < profile.actions) {
                act();
                actions++;
                scheduleAction();
            }
        });
    }

    private void act() {
        if (random.nextDouble() < profile.redeployments) {
            world.redeploy();
        }
        world.blind(random.nextDouble() < profile.blindness);
        world.touches.loseSight();
        disturb();
        SimProcess process = processes.any();
        if (random.nextDouble() < profile.crashes) {
            process.kill();
        } else if (random.nextDouble() < profile.pauses) {
            process.pause(Duration.ofNanos((long) (profile.leaseTtl.toNanos() * 3 * random.nextDouble())));
        } else if (random.nextDouble() < profile.cancels) {
            process.cancel();
        } else {
            process.start(anyTask(process.route()));
        }
    }

    private void disturb() {
        if (random.nextDouble() < profile.strikes) {
            world.disasters.strikeSoon();
        }
        if (random.nextDouble() < profile.jumps) {
            world.disasters.jump();
        }
        if (random.nextDouble() < profile.stateLosses) {
            world.disasters.loseStatesSoon();
        }
        if (random.nextDouble() < profile.renames) {
            rename(world.anyRoute());
        }
    }

    /** A person ends the processes that know a source by its old name, and starts others, which rename it first or later. */
    private void rename(SimRoute route) {
        if (!route.isRenaming()) {
            processes.kill(route);
            route.rename();
            if (world.deaths.precedeRename()) {
                world.disasters.emptyEarlier(route);
                processes.replaceFirst(route).start(SimRun.Task.INCREMENTAL);
            }
        }
    }

    private SimRun.Task anyTask(SimRoute route) {
        if (route.isRenaming()) {
            return random.nextInt(3) > 0 ? SimRun.Task.RENAME : SimRun.Task.INCREMENTAL;
        }
        // whoever finds a store that was lost tries a few records first
        if (route.sink.takeStrike() && random.nextBoolean()) {
            return SimRun.Task.LIMITED;
        }
        if (random.nextDouble() < profile.hiding) {
            return random.nextInt(8) > 0 ? SimRun.Task.QUARANTINE : SimRun.Task.UNDO;
        }
        if (random.nextDouble() < profile.repairs) {
            return SimRun.Task.REPAIR;
        }
        if (random.nextDouble() < profile.limits) {
            return SimRun.Task.LIMITED;
        }
        int lot = random.nextInt(25);
        if (lot >= 21) {
            return lot < 23 ? SimRun.Task.REPAIR : SimRun.Task.VERIFY;
        }
        if (lot < 11) {
            return SimRun.Task.INCREMENTAL;
        }
        if (lot < 13) {
            return SimRun.Task.FULL;
        }
        if (lot < 16) {
            return SimRun.Task.LIMITED;
        }
        return lot < 20 ? SimRun.Task.CLEANUP : SimRun.Task.DRY_RUN;
    }
}
