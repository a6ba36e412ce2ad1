package io.syncline.service.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Threads in a time of their own: one of them runs at a time, until it waits, and the time passes only when all wait. So a day takes
 * seconds, and the same test plays the same each time. The test's own thread takes part as soon as it waits.
 */
final class VirtualTime {

    private final List<Sleeper> sleepers = new ArrayList<>();
    private long nanos;
    private long count;

    /** A thread that waits for its turn. */
    private static final class Sleeper {
        private final Object owner;
        private final CompletableFuture<?> event;
        private final long number;
        private final CompletableFuture<Void> turn = new CompletableFuture<>();
        private long wakeAt;
        private long suspendedUntil;

        private Sleeper(Object owner, long wakeAt, CompletableFuture<?> event, long number) {
            this.owner = owner;
            this.wakeAt = wakeAt;
            this.event = event;
            this.number = number;
        }
    }

    private final Instant start;

    VirtualTime(Instant start) {
        this.start = start;
    }

    synchronized Instant now() {
        return start.plusNanos(nanos);
    }

    synchronized long nanos() {
        return nanos;
    }

    /** Runs a task on a thread of its own. */
    void execute(Object owner, Runnable task) {
        Sleeper sleeper = add(owner, new CompletableFuture<>(), 0);
        Thread thread = new Thread(() -> {
            sleeper.turn.join();
            try {
                task.run();
            } finally {
                passTurn();
            }
        });
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((dead, why) -> {}); // killed processes
        thread.start();
    }

    void await(Object owner, CompletableFuture<?> event, Duration most) {
        Sleeper sleeper = add(owner, event, Math.max(0, most.toNanos()));
        passTurn();
        sleeper.turn.join();
    }

    void sleep(Object owner, Duration time) {
        await(owner, new CompletableFuture<>(), time);
    }

    /**
     * Lets the threads of an owner stand still, and then go on.
     *
     * @param withClock whether its waits stand still too, as when the computer sleeps
     */
    synchronized void suspend(Object owner, Duration time, boolean withClock) {
        for (Sleeper sleeper : sleepers) {
            if (sleeper.owner == owner) {
                sleeper.suspendedUntil = nanos + time.toNanos();
                sleeper.wakeAt += withClock ? time.toNanos() : 0;
            }
        }
    }

    private synchronized Sleeper add(Object owner, CompletableFuture<?> event, long most) {
        Sleeper sleeper = new Sleeper(owner, nanos + most, event, count++);
        sleepers.add(sleeper);
        return sleeper;
    }

    private synchronized void passTurn() {
        Sleeper next = null;
        for (Sleeper sleeper : sleepers) {
            if (next == null
                    || time(sleeper) < time(next)
                    || (time(sleeper) == time(next) && sleeper.number < next.number)) {
                next = sleeper;
            }
        }
        if (next != null) {
            nanos = time(next);
            sleepers.remove(next);
            next.turn.complete(null);
        }
    }

    private long time(Sleeper sleeper) {
        long wakeAt = sleeper.event.isDone() ? nanos : Math.max(nanos, sleeper.wakeAt);
        return Math.max(wakeAt, sleeper.suspendedUntil);
    }
}
