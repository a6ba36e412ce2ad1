package io.syncline.core.internal.quota;

import io.syncline.api.RunPause;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long a run has waited at the {@link EmbedAdmission} for anything but its turn. Confined to the loop, except
 * {@link #pause}.
 */
public final class WaitTimes {

    /** Hears of pauses. */
    public interface Listener {

        Listener NONE = new Listener() {
            @Override
            public void paused(RunPause pause) {}

            @Override
            public void resumed(Duration lasted) {}
        };

        /** A pause began, or a probe failed during it. */
        void paused(RunPause pause);

        /** The pause ended, or the run has nothing to send any more. */
        void resumed(Duration lasted);
    }

    private final Listener listener;
    private WaitCause cause = WaitCause.NONE;
    private long changedAt;
    private long pausedAt;
    private long quotaNanos;
    private long pausedNanos;
    private volatile @Nullable RunPause pause;

    public WaitTimes(Listener listener) {
        this.listener = listener;
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
        if (next.reason() == null) {
            resume(before, now);
        } else if (!next.equals(before)) {
            if (!before.isPause()) {
                pausedAt = now;
            }
            pause = new RunPause(
                    next.reason(),
                    next.embedder(),
                    next.message(),
                    Duration.ofNanos(now - next.since()),
                    Duration.ofNanos(Math.max(0, next.until() - now)));
            listener.paused(pause);
        }
    }

    private void resume(WaitCause before, long now) {
        if (before.isPause()) {
            pause = null;
            listener.resumed(Duration.ofNanos(now - pausedAt));
        }
    }

    /** Time in which texts were ready and the quota had no room for them. */
    public Duration forQuota() {
        return Duration.ofNanos(quotaNanos);
    }

    /** Time in which texts were ready and the embedder was unavailable or rate-limited. */
    public Duration paused() {
        return Duration.ofNanos(pausedNanos);
    }

    /** The present pause. Other threads may ask. */
    public Optional<RunPause> pause() {
        return Optional.ofNullable(pause);
    }
}
