package io.syncline.cli;

import io.syncline.cli.output.Console;
import io.syncline.cli.output.Text;
import io.syncline.cli.wiring.PendingCalls;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Says what a command waits for when nothing was printed and no call returned for five seconds: a server that accepts a
 * connection and never answers looks like a hang otherwise. In a log, the notice comes again after twice the time.
 */
final class WaitNotice implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Console console;
    private final PendingCalls calls;
    private final LongSupplier nanos;
    private final ScheduledExecutorService timer;
    private long events = -1;
    private long since;
    private Duration next = PATIENCE;
    private boolean shown;

    /**
     * A notice that {@link #check} gives.
     *
     * @param nanos a clock that only goes forward
     */
    WaitNotice(Console console, PendingCalls calls, LongSupplier nanos) {
        this.console = console;
        this.calls = calls;
        this.nanos = nanos;
        this.timer = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "syncline-wait-notice");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Checks once a second until it is closed. */
    WaitNotice start() {
        timer.scheduleWithFixedDelay(this::check, 1, 1, TimeUnit.SECONDS);
        return this;
    }

    synchronized void check() {
        long now = nanos.getAsLong();
        if (events() != events || calls.oldest().isEmpty()) {
            if (shown) {
                console.status("");
            }
            events = events();
            since = now;
            next = PATIENCE;
            shown = false;
            return;
        }
        Duration silent = Duration.ofNanos(now - since);
        if (silent.compareTo(PATIENCE) < 0) {
            return;
        }
        String line = "waiting " + Text.rough(silent) + " for " + calls.oldest().orElse("an answer");
        if (console.screen().isTerminal()) {
            shown = true;
            console.status(line);
        } else if (silent.compareTo(next) >= 0) {
            next = next.multipliedBy(2);
            console.message(line);
        }
        events = events();
    }

    /** What a person sees and what comes back; a run shows what it waits for more often than this does. */
    private long events() {
        return calls.returned() + console.changes();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
