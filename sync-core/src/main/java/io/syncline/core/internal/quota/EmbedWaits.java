package io.syncline.core.internal.quota;

import io.syncline.api.RunPause;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How long a run has waited at the {@link EmbedGate} for anything but its turn. Confined to the loop, but for {@link #pause}. */
public final class EmbedWaits {

    /** Who hears of pauses. */
    public interface Listener {

        Listener NONE = new Listener() {
            @Override
            public void paused(RunPause pause) {}

            @Override
            public void resumed(Duration lasted) {}
        };

        /** Nothing is sent, or another try was in vain. */
        void paused(RunPause pause);

        /** The pause is over, or the run has nothing to send any more. */
        void resumed(Duration lasted);
    }

    private final Listener listener;
    private EmbedHold hold = EmbedHold.NONE;
    private long notedAt;
    private long pausedAt;
    private long quotaNanos;
    private long pausedNanos;
    private volatile @Nullable RunPause pause;

    public EmbedWaits(Listener listener) {
        this.listener = listener;
    }

    public void note(EmbedHold next, long now) {
        if (hold.reason() != null) {
            pausedNanos += now - notedAt;
        } else if (hold.isQuota()) {
            quotaNanos += now - notedAt;
        }
        EmbedHold before = hold;
        hold = next;
        notedAt = now;
        if (next.reason() == null) {
            resume(before, now);
        } else if (!next.equals(before)) {
            if (before.reason() == null) {
                pausedAt = now;
            }
            pause = new RunPause(
                    next.reason(),
                    next.embedder(),
                    next.cause(),
                    Duration.ofNanos(now - next.since()),
                    Duration.ofNanos(Math.max(0, next.until() - now)));
            listener.paused(pause);
        }
    }

    private void resume(EmbedHold before, long now) {
        if (before.reason() != null) {
            pause = null;
            listener.resumed(Duration.ofNanos(now - pausedAt));
        }
    }

    /** Time in which texts were ready and the quota left no room for them. */
    public Duration forQuota() {
        return Duration.ofNanos(quotaNanos);
    }

    /** Time in which texts were ready and the embedder took nothing. */
    public Duration paused() {
        return Duration.ofNanos(pausedNanos);
    }

    /** The present pause. Other threads may ask. */
    public Optional<RunPause> pause() {
        return Optional.ofNullable(pause);
    }
}
