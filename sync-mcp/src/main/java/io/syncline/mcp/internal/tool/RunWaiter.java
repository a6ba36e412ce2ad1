package io.syncline.mcp.internal.tool;

import io.syncline.api.RunProgress;
import io.syncline.mcp.internal.call.ProgressSink;
import io.syncline.service.run.ServiceTime;
import io.syncline.service.run.TrackedRun;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/**
 * Lets calls wait for runs and sends them the progress, once a second at most. Few calls may wait at a time, so that there
 * are threads left for others; any more are answered immediately. Thread-safe.
 */
final class RunWaiter {

    /** How many calls may wait. */
    static final int MOST_WAITING = 8;

    private static final Duration TICK = Duration.ofSeconds(1);

    private final ServiceTime time;
    private final RunView view;
    private final Semaphore waitPermits = new Semaphore(MOST_WAITING);

    RunWaiter(ServiceTime time, RunView view) {
        this.time = time;
        this.view = view;
    }

    /** How a call waited. */
    enum Waited {
        /** As long as it asked for, or to the end. */
        AS_ASKED,
        /** Not at all, since too many others did. */
        NO_PERMIT
    }

    /** Returns when the run has ended, the client has cancelled its call, the time is over, or too many wait. */
    Waited await(TrackedRun run, ToolCall call, long seconds) throws InterruptedException {
        if (seconds <= 0 || run.end().isPresent()) {
            return Waited.AS_ASKED;
        }
        if (!waitPermits.tryAcquire()) {
            return Waited.NO_PERMIT;
        }
        try {
            tick(run, call, time.nanos() + Duration.ofSeconds(seconds).toNanos());
            return Waited.AS_ASKED;
        } finally {
            waitPermits.release();
        }
    }

    private void tick(TrackedRun run, ToolCall call, long deadline) throws InterruptedException {
        CompletableFuture<?> event =
                CompletableFuture.anyOf(run.ended(), call.request().cancelled());
        RisingProgress progress = new RisingProgress();
        while (!event.isDone()) {
            Duration left = Duration.ofNanos(deadline - time.nanos());
            if (left.isNegative() || left.isZero()) {
                return;
            }
            time.await(event, left.compareTo(TICK) < 0 ? left : TICK);
            if (!event.isDone()) {
                send(run, call.progress(), progress);
            }
        }
    }

    /** Also while nothing is done, as in a pause: a client may give up a call that it hears nothing of. */
    private void send(TrackedRun run, ProgressSink sink, RisingProgress progress) {
        Optional<RunProgress> latest = run.latestProgress();
        sink.send(new ProgressSink.Update(
                progress.next(latest.map(RunProgress::processed).orElse(0L)),
                latest.map(each -> each.total().orElse(0)).orElse(0L),
                view.progressMessage(run, "")));
    }
}
