package io.syncline.core.internal.quota;

import io.syncline.api.RunPause;
import io.syncline.core.internal.runtime.EventLoop;
import io.syncline.core.internal.runtime.PauseBoard;
import java.time.Duration;

/**
 * How long a run has waited at the {@link EmbedAdmission} for anything but its turn. Confined to the loop.
 */
public final class WaitTimes {

    private final EventLoop loop;
    private final PauseBoard board;
    private WaitCause cause = WaitCause.NONE;
    private long changedAt;
    private long quotaNanos;
    private long pausedNanos;

    public WaitTimes(EventLoop loop, PauseBoard board) {
        this.loop = loop;
        this.board = board;
    }

    /** The run waits for this cause from now on; time since the last call counts for the cause before. */
    public void waitsFor(WaitCause next, long now) {
        if (cause.isPause()) {
            pausedNanos += now - changedAt;
        } else if (cause.isQuota()) {
            quotaNanos += now - changedAt;
        }
        WaitCause before = cause;
        cause = next;
        changedAt = now;
        RunPause.Reason reason = next.reason();
        if (reason == null) {
            board.clear(this);
        } else if (!next.equals(before)) {
            board.show(this, () -> pause(next, reason));
        }
    }

    private RunPause pause(WaitCause waits, RunPause.Reason reason) {
        long now = loop.nanoTime();
        return new RunPause(
                reason,
                RunPause.Party.EMBEDDER,
                waits.embedder(),
                waits.message(),
                Duration.ofNanos(now - waits.since()),
                Duration.ofNanos(Math.max(0, waits.until() - now)));
    }

    /** Time in which texts were ready and the quota had no room for them. */
    public Duration forQuota() {
        return Duration.ofNanos(quotaNanos);
    }

    /** Time in which texts were ready and the embedder was unavailable or rate-limited. */
    public Duration paused() {
        return Duration.ofNanos(pausedNanos);
    }
}
