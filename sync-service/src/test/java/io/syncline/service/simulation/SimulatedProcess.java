package io.syncline.service.simulation;

import io.syncline.service.ServiceSettings;
import io.syncline.service.SyncService;
import io.syncline.service.memory.ScheduleMemory;
import io.syncline.service.run.ServiceTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/**
 * A process with a service, which may die at any moment: then none of its threads does anything more. It may be suspended, and its
 * clock may be set.
 */
final class SimulatedProcess implements ServiceTime {

    private final String name;
    private final World world;
    private final SyncService service;
    private Instant diedAt = Instant.MAX;
    private Instant suspendedAt = Instant.MAX;
    private Instant resumedAt = Instant.MIN;
    private Duration clockError = Duration.ZERO;
    private Duration clockStood = Duration.ZERO;

    SimulatedProcess(String name, World world, ServiceSettings settings) {
        this.name = name;
        this.world = world;
        this.service = SyncService.builder()
                .engine(new SimulatedEngine(this, world))
                .settings(settings)
                .time(this)
                .executor(task -> world.time.execute(this, task))
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

    /** When it last renewed its leases. */
    Instant lastAlive() {
        Instant now = world.time.now();
        Instant awake = now.isBefore(resumedAt) ? suspendedAt : now;
        return diedAt.isBefore(awake) ? diedAt : awake;
    }

    /**
     * Lets it stand still, and then go on.
     *
     * @param withComputer whether the computer sleeps, so that the time that waits go by stands still, too
     */
    void suspend(Duration time, boolean withComputer) {
        suspendedAt = world.time.now();
        resumedAt = suspendedAt.plus(time);
        clockStood = withComputer ? clockStood.plus(time) : clockStood;
        world.time.suspend(this, time, withComputer);
    }

    /** Sets its clock forward, or back. */
    void setClock(Duration by) {
        clockError = clockError.plus(by);
    }

    void kill() {
        diedAt = world.time.now();
    }

    /** Ends it as a system does. */
    void stop() {
        world.time.execute(this, service::close);
    }

    void sleep(Duration time) {
        world.time.sleep(this, time);
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
        return world.time.now().plus(clockError);
    }

    @Override
    public long nanos() {
        check();
        return world.time.nanos() - clockStood.toNanos();
    }

    @Override
    public void await(CompletableFuture<?> event, Duration most) {
        world.time.await(this, event, most);
        check();
    }
}
