package io.syncline.enginetests.virtualtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The processes of a history, and the passing of its time. */
final class SimProcesses {

    private static final long MOST_STEPS = 400_000;
    private static final Duration LONGEST_RUN = Duration.ofHours(1);

    private final SimWorld world;
    private final List<SimProcess> processes = new ArrayList<>();

    SimProcesses(SimWorld world) {
        this.world = world;
        for (int i = 0; i < world.profile.processes; i++) {
            processes.add(new SimProcess(world, "process " + i, world.anyRoute()));
        }
    }

    /** Any process; a dead one is replaced by another, which may serve another route. */
    SimProcess any() {
        int chosen = world.random.nextInt(processes.size());
        SimProcess process = processes.get(chosen);
        if (process.isDead()) {
            process = new SimProcess(world, process.name() + "'", world.anyRoute());
            processes.set(chosen, process);
        }
        return process;
    }

    void killAll() {
        processes.forEach(SimProcess::kill);
    }

    void kill(SimRoute route) {
        processes.stream().filter(process -> process.route() == route).forEach(SimProcess::kill);
    }

    /** Another process takes the place of the first one. */
    SimProcess replaceFirst(SimRoute route) {
        SimProcess next = new SimProcess(world, "last process", route);
        processes.set(0, next).kill();
        return next;
    }

    void step() {
        boolean stepped = world.time.step();
        world.checker.violation().ifPresent(violation -> {
            throw violation;
        });
        world.checker.require(stepped, "There is no further event");
        world.checker.require(world.time.steps() < MOST_STEPS, "No end after %d steps", MOST_STEPS);
    }

    void wait(Duration duration) {
        boolean[] over = {false};
        world.time.after(duration, () -> over[0] = true);
        while (!over[0]) {
            step();
        }
    }

    void waitForRuns() {
        long limit = world.time.nanos() + LONGEST_RUN.toNanos();
        for (SimProcess process : processes) {
            while (process.isBusy()) {
                step();
                world.checker.require(world.time.nanos() < limit, "A run of %s does not end", process.name());
            }
        }
    }

    /** Lets a new process do a task once no lease is in its way, and checks that it completes. */
    SimRun complete(SimRoute route, SimRun.Task task) {
        wait(world.profile.leaseTtl.plusSeconds(1));
        processes.set(0, new SimProcess(world, "last process", route));
        SimRun run = processes.get(0).start(task);
        waitForRuns();
        world.checker.completed(run);
        return run;
    }
}
