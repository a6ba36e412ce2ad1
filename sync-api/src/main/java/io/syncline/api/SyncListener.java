package io.syncline.api;

import java.time.Duration;
import java.util.List;

/**
 * Receives the events of runs, for progress bars, metrics and logs.
 *
 * <p>All calls for a run come from one thread, that of the run, in order; a slow listener slows the run. An exception
 * thrown by a listener is logged and otherwise ignored.
 */
public interface SyncListener {

    /** Ignores all events. */
    SyncListener NONE = new SyncListener() {};

    /**
     * Tells several listeners, in their order. Each hears an event even if another one throws.
     *
     * @param listeners the listeners; read at each event, so one that is added later hears those that follow, if the list may be
     *     changed while it is read
     */
    static SyncListener all(List<? extends SyncListener> listeners) {
        return new CombinedListener(listeners);
    }

    /**
     * The run, a sync, a cleanup or a comparison, holds its lease and starts.
     *
     * @param run its state at the start
     */
    default void started(ActiveRun run) {}

    /**
     * A page was fetched, or records were finished; or calls end one after another, and nothing was reported for seconds.
     * Every run reports it; those of plans count nothing.
     *
     * @param progress the progress of the run
     */
    default void progressed(RunProgress progress) {}

    /**
     * A call of a stage succeeded.
     *
     * @param model the model of the run
     * @param timing the call
     */
    default void stageEnded(ModelName model, StageTiming timing) {}

    /**
     * A call of the embedder ended, successfully or not. Searches and plans do not report it.
     *
     * @param model the model of the run
     * @param call the call
     */
    default void embedded(ModelName model, EmbeddingCall call) {}

    /**
     * The run waits for a system: the embedder admits no texts, because of a rate limit, an outage or an unreachable
     * shared budget; a call failed and is retried; or a call was not answered for seconds. It resumes automatically, or
     * ends if the pause lasts too long. Repeated while the pause lasts. Syncs, cleanups, comparisons and plans report it,
     * also before they have their lease.
     *
     * @param model the model of the run
     * @param pause what is waited for, the reason, and when the next attempt is
     */
    default void paused(ModelName model, RunPause pause) {}

    /**
     * A pause ended.
     *
     * @param model the model of the run
     * @param lasted how long the pause lasted
     */
    default void resumed(ModelName model, Duration lasted) {}

    /**
     * A run that {@link #started} ended, however, and has no lease any more. Its report follows.
     *
     * @param run its state at the start
     */
    default void stopped(ActiveRun run) {}

    /**
     * A comparison, a cleanup or a plan ended, however, or was refused, for example because another run is in progress; the
     * last call for it. Of a sync, {@link #finished(SyncReport)} is the last one.
     *
     * @param model the model of the run
     */
    default void ended(ModelName model) {}

    /**
     * A cleanup ended or was refused: {@link #stopped} tells which one had started. Followed by {@link #ended}.
     *
     * @param report its result
     */
    default void finished(CleanupReport report) {}

    /**
     * A comparison or a repair ended or was refused. Followed by {@link #ended}.
     *
     * @param report its result
     */
    default void finished(VerifyReport report) {}

    /**
     * A sync ended or was refused.
     *
     * @param report its result
     */
    default void finished(SyncReport report) {}
}
