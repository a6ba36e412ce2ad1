package io.syncline.core.internal.runtime;

import io.syncline.api.RunPause;
import io.syncline.api.failure.SyncException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Watches the calls of a run, so that a person who waits is never left without an event for more than five seconds. It
 * shows calls that fail and are retried, and calls that take long while nothing is reported; where calls end one after
 * another and nothing is reported, it asks the run to report how far it is. Confined to the loop.
 */
public final class CallWatch {

    /** A call that has just begun is not shown as one that takes long. With {@link PauseBoard#QUIET} below five seconds. */
    private static final Duration LONG = Duration.ofMillis(1_900);

    private final EventLoop loop;
    private final PauseBoard board;
    private final Function<RunPause.Party, String> names;
    private final Runnable report;

    /**
     * A watch of one run.
     *
     * @param names what people call the systems
     * @param report reports how far the run is
     */
    public CallWatch(EventLoop loop, PauseBoard board, Function<RunPause.Party, String> names, Runnable report) {
        this.loop = loop;
        this.board = board;
        this.names = names;
        this.report = report;
    }

    /** A watch that shows nobody anything. */
    static CallWatch none(EventLoop loop) {
        return new CallWatch(loop, new PauseBoard(loop, PauseBoard.Listener.NONE), Enum::name, () -> {});
    }

    /** Watches one call. */
    public <T> CompletableFuture<T> watch(Work work, Supplier<CompletableFuture<T>> call) {
        Call watched = begin(work);
        return call.get().whenComplete((value, thrown) -> watched.end());
    }

    /** The run has reported something. */
    void reported() {
        board.reported();
    }

    private boolean isQuiet() {
        return loop.nanoTime() - board.reportedAt() >= PauseBoard.QUIET.toNanos();
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
            this.timer = loop.schedule(untilShown(), this::tick);
        }

        /** An attempt failed; the next one follows after a wait. */
        void waits(SyncException cause, Duration wait) {
            failure = cause;
            retryAt = loop.nanoTime() + wait.toNanos();
            timer.run();
            board.show(this, this::pause);
        }

        void end() {
            timer.run();
            board.clear(this);
            if (isQuiet()) {
                report.run();
            }
        }

        private void tick() {
            if (untilShown().isZero() && board.isEmpty()) {
                board.show(this, this::pause);
            } else {
                timer = loop.schedule(board.isEmpty() ? untilShown() : PauseBoard.QUIET, this::tick);
            }
        }

        /** How long this call need not be shown. */
        private Duration untilShown() {
            long from = Math.max(board.reportedAt() + PauseBoard.QUIET.toNanos(), startedAt + LONG.toNanos());
            return Duration.ofNanos(Math.max(0, from - loop.nanoTime()));
        }

        private RunPause pause() {
            long now = loop.nanoTime();
            SyncException last = failure;
            return new RunPause(
                    last == null ? RunPause.Reason.NO_ANSWER : RunPause.Reason.OUTAGE,
                    work.party(),
                    names.apply(work.party()),
                    last == null ? "" : last.getMessage(),
                    Duration.ofNanos(now - startedAt),
                    Duration.ofNanos(Math.max(0, retryAt - now)));
        }
    }
}
