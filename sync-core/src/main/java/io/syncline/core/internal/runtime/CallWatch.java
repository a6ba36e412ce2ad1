package io.syncline.core.internal.runtime;

import io.syncline.api.RunPause;
import io.syncline.api.failure.SyncException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Watches the calls of a run, and shows those that fail and are retried, and those that take long while nothing else ends:
 * a person who waits is never left without news for more than a few seconds. Confined to the loop.
 */
public final class CallWatch {

    /** Short enough that nobody takes the run for hung. */
    private static final Duration QUIET = Duration.ofSeconds(3);

    private static final Duration SOON = Duration.ofSeconds(1);

    private final EventLoop loop;
    private final PauseBoard board;
    private final Function<RunPause.Party, String> names;
    private final boolean progressShown;
    private long lastNews;

    /**
     * A watch of one run.
     *
     * @param names what people call the systems
     * @param progressShown whether the progress of the run is shown, so that calls which advance it are news themselves
     */
    public CallWatch(EventLoop loop, PauseBoard board, Function<RunPause.Party, String> names, boolean progressShown) {
        this.loop = loop;
        this.board = board;
        this.names = names;
        this.progressShown = progressShown;
        this.lastNews = loop.nanoTime();
    }

    /** A watch that shows nobody anything. */
    static CallWatch none(EventLoop loop) {
        return new CallWatch(loop, new PauseBoard(loop, PauseBoard.Listener.NONE), Enum::name, true);
    }

    /** Watches one call. */
    public <T> CompletableFuture<T> watch(Work work, Supplier<CompletableFuture<T>> call) {
        Call watched = begin(work);
        return call.get().whenComplete((value, thrown) -> watched.end());
    }

    /** How long nothing need be shown. */
    private Duration quietLeft() {
        return Duration.ofNanos(Math.max(0, lastNews + QUIET.toNanos() - loop.nanoTime()));
    }

    Call begin(Work work) {
        return new Call(work);
    }

    /** A call that has begun, with all attempts. */
    final class Call {

        private final Work work;
        private final long startedAt = loop.nanoTime();
        private @Nullable SyncException failure;
        private long retryAt;
        private Runnable timer;

        private Call(Work work) {
            this.work = work;
            this.timer = loop.schedule(quietLeft(), this::tick);
        }

        /** An attempt failed; the next one follows after a wait. */
        void waits(SyncException cause, Duration wait) {
            failure = cause;
            retryAt = loop.nanoTime() + wait.toNanos();
            show();
        }

        void end() {
            timer.run();
            if (progressShown && work.advances()) {
                lastNews = loop.nanoTime();
            }
            board.clear(this);
        }

        private void tick() {
            boolean others = !board.isEmptyBut(this);
            if (failure != null || (quietLeft().isZero() && !others)) {
                show();
            }
            // the other call may end before it is shown again
            Duration left = quietLeft();
            timer = loop.schedule(left.isZero() ? SOON : left, this::tick);
        }

        private void show() {
            long now = loop.nanoTime();
            lastNews = now;
            SyncException last = failure;
            board.show(
                    this,
                    new RunPause(
                            last == null ? RunPause.Reason.NO_ANSWER : RunPause.Reason.OUTAGE,
                            work.party(),
                            names.apply(work.party()),
                            last == null ? "" : last.getMessage(),
                            Duration.ofNanos(now - startedAt),
                            Duration.ofNanos(Math.max(0, retryAt - now))));
        }
    }
}
