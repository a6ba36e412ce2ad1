package io.syncline.service.simulation;

import io.syncline.service.ServiceSettings;
import io.syncline.service.SyncService;
import io.syncline.service.memory.ScheduleMemory;
import io.syncline.service.run.ServiceTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** A process with a service, which may die at any moment: then none of its threads does anything more. */
final class SimulatedProcess implements ServiceTime {

    private final String name;
    private final World world;
    private final SyncService service;
    private Instant diedAt = Instant.MAX;

    SimulatedProcess(String name, World world, ServiceSettings settings) {
        this.name = name;
        this.world = world;
        this.service = SyncService.builder()
                .engine(new SimulatedEngine(this, world))
                .settings(settings)
                .time(this)
                .executor(world.time)
                .random(new Random(world.random.nextLong()))
                .memory(ScheduleMemory.in(world.store, () -> "source"))
                .build();
    }

    /** Is thrown to threads of a process that is dead. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    String name() {
        return name;
    }

    SyncService service() {
        return service;
    }

    boolean isDead() {
        return !diedAt.equals(Instant.MAX);
    }

    Instant diedAt() {
        return diedAt;
    }

    void kill() {
        diedAt = world.time.now();
    }

    void sleep(Duration time) {
        world.time.sleep(time);
        check();
    }

    private void check() {
        if (isDead()) {
            throw new Killed();
        }
    }

    @Override
    public Instant now() {
        check();
        return world.time.now();
    }

    @Override
    public long nanos() {
        check();
        return world.time.nanos();
    }

    @Override
    public void await(CompletableFuture<?> event, Duration most) {
        world.time.await(event, most);
        check();
    }
}
