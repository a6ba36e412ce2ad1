package io.syncline.service.run;

import io.syncline.api.RunProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A run that calls can wait for, ask for its progress and cancel. Thread-safe. */
public final class TrackedRun implements RunControl {

    private final String id;
    private final RunDescriptor descriptor;
    private final ServiceTime time;
    private final Instant startedAt;
    private final long startedNanos;
    private final CompletableFuture<EndedRun> end = new CompletableFuture<>();
    private volatile Supplier<Optional<RunProgress>> progress = Optional::empty;
    private volatile long endedNanos;
    private boolean cancelled;
    private @Nullable Runnable stop;

    TrackedRun(String id, RunDescriptor descriptor, ServiceTime time) {
        this.id = id;
        this.descriptor = descriptor;
        this.time = time;
        this.startedAt = time.now();
        this.startedNanos = time.nanos();
    }

    /** The name of the run in this server. */
    public String id() {
        return id;
    }

    /** What runs, and for whom. */
    public RunDescriptor descriptor() {
        return descriptor;
    }

    /** When it started. */
    public Instant startedAt() {
        return startedAt;
    }

    /** How long it has been running, or ran. */
    public Duration elapsed() {
        return Duration.ofNanos((end.isDone() ? endedNanos : time.nanos()) - startedNanos);
    }

    /** When it ended, by the clock of {@link ServiceTime#nanos()}; meaningless while it runs. */
    long endedNanos() {
        return endedNanos;
    }

    /** How it ended; empty while it runs. */
    public Optional<EndedRun> end() {
        return end.isDone() ? Optional.of(end.join()) : Optional.empty();
    }

    /** Completes when the run has ended. */
    public CompletableFuture<?> ended() {
        return end;
    }

    /** The progress; empty before there is any. */
    public Optional<RunProgress> latestProgress() {
        return progress.get();
    }

    /** Asks the run to end soon; it saves what it has done. Has no effect on one that has ended. */
    public synchronized void cancel() {
        if (!cancelled && !end.isDone()) {
            cancelled = true;
            if (stop != null) {
                stop.run();
            }
        }
    }

    /** Whether somebody asked it to end while it ran. */
    @Override
    public synchronized boolean isCancelled() {
        return cancelled;
    }

    @Override
    public synchronized void onCancel(Runnable action) {
        stop = action;
        if (cancelled) {
            action.run();
        }
    }

    @Override
    public <T> T interruptibly(Supplier<T> work) {
        onCancel(Thread.currentThread()::interrupt);
        try {
            return work.get();
        } finally {
            forgetThread();
        }
    }

    /** The thread is of a pool: neither a later cancellation nor the flag of an earlier one may reach its next task. */
    private synchronized void forgetThread() {
        stop = null;
        Thread.interrupted();
    }

    @Override
    public void progress(Supplier<Optional<RunProgress>> source) {
        progress = source;
    }

    /** What the work held, such as the run of an engine with its buffers, is let go: ended runs are remembered. */
    void finish(EndedRun result) {
        endedNanos = time.nanos();
        end.complete(result);
        letGo();
    }

    private synchronized void letGo() {
        progress = Optional::empty;
        stop = null;
    }
}
