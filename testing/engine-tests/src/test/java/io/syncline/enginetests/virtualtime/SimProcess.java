package io.syncline.enginetests.virtualtime;

import io.syncline.api.CleanupRequest;
import io.syncline.api.SyncRequest;
import io.syncline.api.VerifyRequest;
import io.syncline.core.internal.cleanup.CleanupRunner;
import io.syncline.core.internal.sources.SourceChange;
import io.syncline.core.internal.sync.SyncRunner;
import io.syncline.core.internal.verify.VerifyRunner;
import io.syncline.core.port.RecordSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A process with an engine. Each of its runs has a loop, as in a real engine; a crash ends all of them. */
final class SimProcess {

    private final SimWorld world;
    private final String name;
    private final SimRoute route;
    private final RecordSource source;
    private final List<SimRun> runs = new ArrayList<>();
    private final List<Runnable> cancels = new ArrayList<>();
    private boolean dead;
    private int owners;

    SimProcess(SimWorld world, String name, SimRoute route) {
        this.world = world;
        this.name = name;
        this.route = route;
        this.source = route.source();
    }

    SimRoute route() {
        return route;
    }

    /** The source by the name that this process knows. */
    RecordSource source() {
        return source;
    }

    String name() {
        return name;
    }

    boolean isDead() {
        return dead;
    }

    boolean isBusy() {
        return runs.stream().anyMatch(SimRun::isActive);
    }

    void kill() {
        dead = true;
        runs.forEach(run -> run.loop.kill());
    }

    void pause(Duration duration) {
        runs.forEach(run -> run.loop.pause(duration));
    }

    void cancel() {
        cancels.forEach(Runnable::run);
    }

    SimRun start(SimRun.Task task) {
        VirtualLoop loop = new VirtualLoop(world.time, work -> world.profile.latency(work, world.random));
        if (world.plant.trustsItsLease()) {
            loop.stopClock();
        }
        SimRun run = new SimRun(task, this, loop, world);
        runs.add(run);
        world.started(run);
        String owner = name + ":" + ++owners;
        if (task == SimRun.Task.RENAME) {
            change(run, loop, owner);
        } else if (run.isVerify()) {
            VerifyRunner runner = new VerifyRunner(world.context(run), verify(task), loop, owner);
            cancels.add(runner::cancel);
            runner.run(UnaryOperator.identity()).thenAccept(report -> world.checker.ended(run, report));
        } else if (run.isCleanup()) {
            CleanupRunner runner = new CleanupRunner(world.context(run), cleanup(task), loop, owner);
            cancels.add(runner::cancel);
            runner.run(UnaryOperator.identity()).thenAccept(report -> world.checker.ended(run, report));
        } else {
            SyncRunner runner = new SyncRunner(world.context(run), sync(task), loop, owner);
            cancels.add(runner::cancel);
            runner.run(UnaryOperator.identity()).thenAccept(report -> world.checker.ended(run, report));
        }
        return run;
    }

    /** Renames the source in the sink, or drops what the sink holds under the earlier name. */
    private void change(SimRun run, VirtualLoop loop, String owner) {
        SourceChange change = new SourceChange(world.context(run), loop, owner);
        cancels.add(change::cancel);
        String earlier = route.earlierKey().source();
        (route.isHopeless() ? change.drop(earlier) : change.rename(earlier, source.name()))
                .whenComplete((done, thrown) -> world.checker.ended(run, thrown));
    }

    private SyncRequest sync(SimRun.Task task) {
        SyncRequest.Builder request =
                SyncRequest.builder().model(SimUsers.MODEL).includeArchived(world.profile.includeArchived);
        if (task == SimRun.Task.LIMITED) {
            request.testLimit(1 + world.random.nextInt(10));
        }
        return request.forceFull(task == SimRun.Task.FULL).build();
    }

    private VerifyRequest verify(SimRun.Task task) {
        return VerifyRequest.builder()
                .model(SimUsers.MODEL)
                .includeArchived(world.profile.includeArchived)
                .repair(task == SimRun.Task.REPAIR)
                // what a linked record has changed shows in no version
                .deep(world.adversaries.linked)
                .build();
    }

    private CleanupRequest cleanup(SimRun.Task task) {
        return CleanupRequest.builder()
                .model(SimUsers.MODEL)
                .includeArchived(world.profile.includeArchived)
                .maxDeleteShare(1)
                .ignoreLimits(task == SimRun.Task.UNLIMITED_CLEANUP || world.plant.ignoresLimits())
                .dryRun(task == SimRun.Task.DRY_RUN)
                .undo(task == SimRun.Task.UNDO)
                .quarantine(task == SimRun.Task.QUARANTINE ? Optional.of(world.profile.gracePeriod) : Optional.empty())
                .build();
    }
}
