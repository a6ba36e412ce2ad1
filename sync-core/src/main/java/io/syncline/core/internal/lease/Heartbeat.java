package io.syncline.core.internal.lease;

import io.syncline.api.failure.SyncException;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.runtime.EventLoop;
import io.syncline.core.internal.runtime.Failures;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Saves how far a run is and renews its lease, at intervals, until it is stopped. While a save waits for the sink, which
 * has to prove first that it holds what the save relies on, the lease is renewed alone. Confined to the loop.
 */
final class Heartbeat {

    private static final int BEATS_PER_LEASE = 3;

    private final EventLoop loop;
    private final Duration interval;
    private final StateWriter states;
    private final LeasedRun.Task task;
    private final Consumer<SyncException> failed;
    private @Nullable Runnable timer;
    private boolean stopped;

    /**
     * A heartbeat that has not started.
     *
     * @param task provides the progress to save
     * @param failed receives why the lease is lost or cannot be renewed
     */
    Heartbeat(RunContext run, StateWriter states, LeasedRun.Task task, Consumer<SyncException> failed) {
        this.loop = run.loop();
        Duration third = run.settings().leaseTtl().dividedBy(BEATS_PER_LEASE);
        Duration chosen = run.settings().checkpointInterval();
        this.interval = chosen.compareTo(third) < 0 ? chosen : third;
        this.states = states;
        this.task = task;
        this.failed = failed;
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
        start();
        if (states.isSaving()) {
            return;
        }
        CompletableFuture<Void> saved = states.isProving()
                ? states.renew(task.done(), task.total())
                : states.save(task.unfinished(), task.done(), task.total());
        saved.whenComplete((done, thrown) -> {
            if (thrown != null && !stopped) {
                stop();
                failed.accept(Failures.of(thrown, "Saving the state"));
            }
        });
    }
}
