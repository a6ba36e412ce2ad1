package io.syncline.service.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Threads in a time of their own: one of them runs at a time, until it waits, and the time passes only when all wait. So a day takes
 * seconds, and the same test plays the same each time. The test's own thread takes part as soon as it waits.
 */
final class VirtualTime implements Executor {

    private final List<Sleeper> sleepers = new ArrayList<>();
    private long nanos;
    private long count;

    /** A thread that waits for its turn. */
    private static final class Sleeper {
        private final long wakeAt;
        private final CompletableFuture<?> event;
        private final long number;
        private final CompletableFuture<Void> turn = new CompletableFuture<>();

        private Sleeper(long wakeAt, CompletableFuture<?> event, long number) {
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

    @Override
    public void execute(Runnable task) {
        Sleeper sleeper = add(new CompletableFuture<>(), 0);
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

    void await(CompletableFuture<?> event, Duration most) {
        Sleeper sleeper = add(event, Math.max(0, most.toNanos()));
        passTurn();
        sleeper.turn.join();
    }

    void sleep(Duration time) {
        await(new CompletableFuture<>(), time);
    }

    private synchronized Sleeper add(CompletableFuture<?> event, long most) {
        Sleeper sleeper = new Sleeper(nanos + most, event, count++);
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
        return sleeper.event.isDone() ? nanos : Math.max(nanos, sleeper.wakeAt);
    }
}
