package io.syncline.core.internal.lease;

import io.syncline.api.failure.SyncException;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.runtime.EventLoop;
import io.syncline.core.internal.runtime.Failures;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Saves how far a run is and renews its lease, at intervals, until it is stopped. While a save waits for the sink, which
 * has to prove first that it holds what the save relies on, the lease is renewed alone. Confined to the loop.
 */
final class Heartbeat {

    private static final int BEATS_PER_LEASE = 3;

    private final EventLoop loop;
    private final Duration interval;
    private final Supplier<CompletableFuture<Void>> save;
    private final Consumer<SyncException> failed;
    private @Nullable Runnable timer;
    private boolean stopped;

    /**
     * A heartbeat that has not started.
     *
     * @param save saves and renews; called at each interval, even if the last call has not ended
     * @param failed receives why the lease is lost or cannot be renewed
     */
    Heartbeat(
            EventLoop loop, Duration interval, Supplier<CompletableFuture<Void>> save, Consumer<SyncException> failed) {
        this.loop = loop;
        this.interval = interval;
        this.save = save;
        this.failed = failed;
    }

    /** The heartbeat of a run, whose task provides the progress to save. */
    static Heartbeat of(RunContext run, StateWriter states, LeasedRun.Task task) {
        Duration third = run.settings().leaseTtl().dividedBy(BEATS_PER_LEASE);
        Duration chosen = run.settings().checkpointInterval();
        Duration interval = chosen.compareTo(third) < 0 ? chosen : third;
        return new Heartbeat(run.loop(), interval, () -> save(states, task), run.cancellation()::abort);
    }

    private static CompletableFuture<Void> save(StateWriter states, LeasedRun.Task task) {
        if (states.isSaving()) {
            return CompletableFuture.completedFuture(null);
        }
        return states.isProving()
                ? states.renew(task.done(), task.total())
                : states.save(task.unfinished(), task.done(), task.total());
    }

    void start() {
        timer = loop.schedule(interval, this::beat);
    }

    void stop() {
        stopped = true;
        if (timer != null) {
            timer.run();
        }
    }

    private void beat() {
        if (stopped) {
            return;
        }
        start();
        save.get().whenComplete((done, thrown) -> {
            if (thrown != null && !stopped) {
                stop();
                failed.accept(Failures.of(thrown, "Saving the state"));
            }
        });
    }
}
