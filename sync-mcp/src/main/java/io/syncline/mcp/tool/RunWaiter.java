package io.syncline.mcp.tool;

import io.syncline.api.RunProgress;
import io.syncline.mcp.call.ProgressSink;
import io.syncline.mcp.run.ProgressBoard;
import io.syncline.mcp.run.ServerTime;
import io.syncline.mcp.run.TrackedRun;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/**
 * Lets calls wait for runs and sends them the progress, once a second at most. Few calls may wait at a time, so that there
 * are threads left for others; any more are answered immediately. Thread-safe.
 */
final class RunWaiter {

    private static final int MOST_WAITING = 8;
    private static final Duration TICK = Duration.ofSeconds(1);

    private final ServerTime time;
    private final ProgressBoard board;
    private final Semaphore places = new Semaphore(MOST_WAITING);

    RunWaiter(ServerTime time, ProgressBoard board) {
        this.time = time;
        this.board = board;
    }

    /** Returns when the run has ended, the client has cancelled its call, or the time is over. */
    void await(TrackedRun run, ToolCall call, long seconds) throws InterruptedException {
        if (seconds > 0 && places.tryAcquire()) {
            try {
                tick(run, call, time.nanos() + Duration.ofSeconds(seconds).toNanos());
            } finally {
                places.release();
            }
        }
    }

    private void tick(TrackedRun run, ToolCall call, long deadline) throws InterruptedException {
        CompletableFuture<?> event =
                CompletableFuture.anyOf(run.ended(), call.call().cancelled());
        double sent = -1;
        while (!event.isDone()) {
            Duration left = Duration.ofNanos(deadline - time.nanos());
            if (left.isNegative() || left.isZero()) {
                return;
            }
            time.await(event, left.compareTo(TICK) < 0 ? left : TICK);
            if (!event.isDone()) {
                sent = send(run, call.progress(), sent);
            }
        }
    }

    /** The protocol wants each value to be larger than the one before. */
    private double send(TrackedRun run, ProgressSink sink, double sent) {
        Optional<RunProgress> latest = run.latestProgress();
        double done = latest.map(RunProgress::processed).orElse(0L);
        if (done <= sent) {
            return sent;
        }
        double total = latest.map(progress -> progress.total().orElse(0)).orElse(0L);
        sink.send(new ProgressSink.Update(
                done,
                total,
                run.ticket().kind().noun() + " of " + run.ticket().model() + RunView.progress(latest)
                        + board.pause(run.ticket().model())
                                .map(pause -> ", " + UntrustedText.message(pause.describe()))
                                .orElse("")));
        return done;
    }
}
