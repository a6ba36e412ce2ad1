package io.syncline.enginetests.virtualtime;

import io.syncline.testkit.memory.StateSnapshot;
import java.time.Duration;

/** The quiet parts of a history: it may begin in sync, and in the end faults stop and everything gets in sync. */
final class SimSettlement {

    /** Until failed records are retried. */
    private static final Duration LONGEST_REST = Duration.ofDays(1);

    /** Of a clock: its skew and its error. */
    private static final Duration LARGEST_ERROR = Duration.ofHours(3);

    private final SimWorld world;
    private final SimProfile profile;
    private final SimProcesses processes;

    SimSettlement(SimWorld world, SimProcesses processes) {
        this.world = world;
        this.profile = world.profile;
        this.processes = processes;
    }

    /** Syncs everything, and once more when the first records are older than the overlap. */
    void establish() {
        world.routes.forEach(route -> processes.complete(route, SimRun.Task.INCREMENTAL));
        processes.wait(profile.overlap.plusSeconds(1));
        world.routes.forEach(route -> processes.complete(route, SimRun.Task.INCREMENTAL));
        world.routes.stream().filter(route -> world.deaths.overtakeRepair()).forEach(this::loseAField);
        world.routes.stream().filter(route -> world.deaths.precedeRestore()).forEach(this::restoreStates);
    }

    /**
     * Everything is stored with other settings, the states are restored from a backup of the time before, and the former settings
     * come back. The next runs may die between their lease and their first look at the sink.
     */
    private void restoreStates(SimRoute route) {
        // so that no later listing of changes comes to what is there
        processes.wait(profile.overlap.plus(LARGEST_ERROR));
        processes.complete(route, SimRun.Task.INCREMENTAL);
        StateSnapshot backup = route.store.memory.snapshot();
        world.redeploy();
        processes.complete(route, SimRun.Task.INCREMENTAL);
        processes.wait(profile.leaseTtl.plusSeconds(1));
        route.store.memory.restore(backup);
        route.store.lost(world.time.nanos());
        world.redeploy();
        int deaths = world.deaths.leases();
        for (int i = 0; i < deaths; i++) {
            world.deaths.awaitLeases(1);
            processes.replaceFirst(route).start(SimRun.Task.INCREMENTAL);
            processes.waitForRuns();
            processes.wait(profile.leaseTtl.plusSeconds(1));
        }
    }

    /**
     * A field can no longer be read of a record that has a new version without another content, and that no later listing of
     * changes comes to. A repair may die when it has stored the record without the field.
     */
    private void loseAField(SimRoute route) {
        route.users.touch().ifPresent(id -> {
            for (int i = 0; i < 2; i++) {
                processes.wait(profile.overlap.plusSeconds(1));
                processes.complete(route, SimRun.Task.INCREMENTAL);
            }
            route.users.loseSeal(id);
            processes.replaceFirst(route).start(SimRun.Task.REPAIR);
            processes.waitForRuns();
        });
    }

    /** Ends edits and faults; calls in flight arrive, runs end or die. */
    void calmDown() {
        world.sources.forEach(SimUsers::stop);
        world.network.heal();
        world.deaths.end();
        world.disasters.correct();
        world.blind(false);
        if (world.random.nextBoolean()) {
            processes.killAll();
        }
        processes.wait(profile.longestDelay().plus(profile.overlap));
        processes.waitForRuns();
    }

    void settle() {
        if (world.random.nextBoolean()) {
            world.network.detoxify();
            world.sources.forEach(SimUsers::deliverAll);
        }
        processes.wait(LONGEST_REST.plus(LARGEST_ERROR));
        world.routes.forEach(this::settle);
    }

    private void settle(SimRoute route) {
        EndChecks checks = new EndChecks(world, route);
        while (route.isRenaming()) {
            processes.complete(route, SimRun.Task.RENAME);
        }
        checks.inSync(sync(route), false);
        repairLateWrites(route, checks);
        boolean back = profile.hiding > 0 && hide(route, checks);
        SimRun cleanup = processes.complete(route, SimRun.Task.UNLIMITED_CLEANUP);
        if (back) {
            processes.complete(route, SimRun.Task.INCREMENTAL);
        }
        checks.inSync(cleanup, true);
        if (profile.silentSink) {
            processes.complete(route, SimRun.Task.FULL);
        }
        checks.exact(cleanup);
        compare(route, checks);
        processes.wait(profile.overlap.plus(LARGEST_ERROR));
        processes.complete(route, SimRun.Task.INCREMENTAL);
        idle(route);
        if (profile.strikes > 0 && world.random.nextBoolean()) {
            refill(route, checks);
        }
    }

    private SimRun sync(SimRoute route) {
        SimRun sync = processes.complete(route, SimRun.Task.INCREMENTAL);
        return sync.wasResumed() ? processes.complete(route, SimRun.Task.INCREMENTAL) : sync;
    }

    /** A store that was emptied is filled again, whatever was tried before. */
    private void refill(SimRoute route, EndChecks checks) {
        world.disasters.empty(route);
        route.users.change();
        processes.complete(route, SimRun.Task.LIMITED);
        checks.inSync(sync(route), false);
    }

    /** Hides what the source no longer has; answers whether it may have some of it again, after the grace period. */
    private boolean hide(SimRoute route, EndChecks checks) {
        if (!route.users.isAnythingInScope()) {
            return false;
        }
        checks.inSync(processes.complete(route, SimRun.Task.QUARANTINE), false);
        boolean back = world.random.nextBoolean();
        if (back) {
            route.users.bringBack(checks.hidden());
        }
        processes.wait(profile.gracePeriod);
        return back;
    }

    /** A comparison finds what late writes have changed, and a repair mends it. */
    private void repairLateWrites(SimRoute route, EndChecks checks) {
        long outdated = checks.outdatedByLateWrites();
        if (outdated > 0) {
            SimRun verify = processes.complete(route, SimRun.Task.VERIFY);
            world.checker.require(
                    verify.differing() >= outdated,
                    "%d records differ, and late writes have changed %d (%s)",
                    verify.differing(),
                    outdated,
                    verify);
            checks.inSync(processes.complete(route, SimRun.Task.REPAIR), false);
        }
    }

    /** A comparison finds only poisoned records, and none of those whose stored version is current. */
    private void compare(SimRoute route, EndChecks checks) {
        SimRun verify = processes.complete(route, SimRun.Task.VERIFY);
        world.checker.require(
                verify.differing() <= checks.poisoned(),
                "%d records differ in the end, and %d are poisoned: %s (%s)",
                verify.differing(),
                checks.poisoned(),
                verify.errors(),
                verify);
    }

    private void idle(SimRoute route) {
        world.touches.check(route);
        SimRun idle = processes.complete(route, SimRun.Task.INCREMENTAL);
        boolean quiet = route.store.memory.failureCount(route.stateKey()) > 0
                || (idle.embedded() == 0 && idle.deliveries() == 0);
        world.checker.require(
                quiet, "An idle run reads %d records and embeds %d (%s)", idle.deliveries(), idle.embedded(), idle);
    }
}
