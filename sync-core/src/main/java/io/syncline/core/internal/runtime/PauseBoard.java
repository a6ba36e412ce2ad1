package io.syncline.core.internal.runtime;

import io.syncline.api.RunPause;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * What a run waits for. Several calls may wait at a time; the one that was shown last is shown again every few seconds,
 * with the time left then, until none waits any more. Confined to the loop.
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

    /** Short enough that nobody takes the run for hung. */
    static final Duration QUIET = Duration.ofSeconds(3);

    private final EventLoop loop;
    private final Listener listener;
    private final Map<Object, Supplier<RunPause>> pauses = new LinkedHashMap<>();
    private long pausedAt;
    private long reportedAt;
    private Runnable repeat = () -> {};

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

    /**
     * Somebody waits, or has news of it.
     *
     * @param pause describes the pause as it is when asked
     */
    public void show(Object waiting, Supplier<RunPause> pause) {
        if (pauses.isEmpty()) {
            pausedAt = loop.nanoTime();
        }
        pauses.remove(waiting);
        pauses.put(waiting, pause);
        showLatest();
    }

    private void showLatest() {
        Supplier<RunPause> latest = null;
        for (Supplier<RunPause> pause : pauses.values()) {
            latest = pause;
        }
        repeat.run();
        repeat = loop.schedule(QUIET, this::showLatest);
        reported();
        listener.paused(Objects.requireNonNull(latest).get());
    }

    /** Whether nobody waits. */
    boolean isEmpty() {
        return pauses.isEmpty();
    }

    /** Somebody waits no more, if it did. */
    public void clear(Object waiting) {
        if (pauses.remove(waiting) == null) {
            return;
        }
        if (!pauses.isEmpty()) {
            showLatest();
            return;
        }
        repeat.run();
        reported();
        listener.resumed(Duration.ofNanos(loop.nanoTime() - pausedAt));
    }
}
