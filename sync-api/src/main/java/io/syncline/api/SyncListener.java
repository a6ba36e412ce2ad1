package io.syncline.api;

import java.time.Duration;

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
     * The run holds its lease and starts.
     *
     * @param run its state at the start
     */
    default void started(ActiveRun run) {}

    /**
     * A page was fetched, or records were finished.
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
     * The run has texts to embed and may not send them, because of a rate limit, an outage or an unreachable shared
     * budget; or a retry failed. The run resumes automatically, or ends if the pause lasts too long.
     *
     * @param model the model of the run
     * @param pause the reason, and when the next attempt is
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
     * A sync ended or was refused.
     *
     * @param report its result
     */
    default void finished(SyncReport report) {}
}
