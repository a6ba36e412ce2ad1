package io.syncline.core.internal.runtime;

import io.syncline.api.RunPause;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What a run waits for. Several calls may wait at a time; the one whose news is the latest is shown, until none waits any
 * more. Confined to the loop.
 */
public final class PauseBoard {

    /** Hears of pauses. */
    public interface Listener {

        Listener NONE = new Listener() {
            @Override
            public void paused(RunPause pause) {}

            @Override
            public void resumed(Duration lasted) {}
        };

        /** A pause began, or there is news of it. */
        void paused(RunPause pause);

        /** The run waits for nothing any more. */
        void resumed(Duration lasted);
    }

    private final EventLoop loop;
    private final Listener listener;
    private final Map<Object, RunPause> pauses = new LinkedHashMap<>();
    private long pausedAt;
    private long reportedAt;

    public PauseBoard(EventLoop loop, Listener listener) {
        this.loop = loop;
        this.listener = listener;
        this.reportedAt = loop.nanoTime();
    }

    /** The run has reported something else to those who hear of its pauses. */
    void reported() {
        reportedAt = loop.nanoTime();
    }

    /** When something was last reported; at first when the run began. */
    long reportedAt() {
        return reportedAt;
    }

    /** Somebody waits, or has news of it. */
    public void show(Object waiting, RunPause pause) {
        if (pauses.isEmpty()) {
            pausedAt = loop.nanoTime();
        }
        pauses.remove(waiting);
        pauses.put(waiting, pause);
        reported();
        listener.paused(pause);
    }

    /** Whether nobody else waits. */
    boolean isEmptyBut(Object waiting) {
        return pauses.isEmpty() || (pauses.size() == 1 && pauses.containsKey(waiting));
    }

    /** Somebody waits no more, if it did. */
    public void clear(Object waiting) {
        if (pauses.remove(waiting) == null) {
            return;
        }
        reported();
        if (pauses.isEmpty()) {
            listener.resumed(Duration.ofNanos(loop.nanoTime() - pausedAt));
        } else {
            RunPause latest = null;
            for (RunPause pause : pauses.values()) {
                latest = pause;
            }
            listener.paused(Objects.requireNonNull(latest));
        }
    }
}
