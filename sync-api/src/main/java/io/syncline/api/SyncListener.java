package io.syncline.api;

import java.time.Duration;

/**
 * Hears of what a run does, for progress bars, metrics and logs.
 *
 * <p>All calls for one run come from one thread, the run's own, in order; a slow listener slows the run. An exception
 * that a listener throws is logged and otherwise ignored.
 */
public interface SyncListener {

    /** Hears nothing. */
    SyncListener NONE = new SyncListener() {};

    /**
     * The run holds its lease and begins.
     *
     * @param run what is known of it at the start
     */
    default void started(ActiveRun run) {}

    /**
     * A page was fetched, or records were finished.
     *
     * @param progress how far the run is
     */
    default void progressed(RunProgress progress) {}

    /**
     * A call of a stage ended well.
     *
     * @param model the model of the run
     * @param timing which and when
     */
    default void stageEnded(ModelName model, StageTiming timing) {}

    /**
     * The run has texts to embed and may not send them for now, because of a rate limit, an outage or a shared budget that
     * is out of reach; or another try was in vain. The run goes on by itself, or ends if it lasts too long.
     *
     * @param model the model of the run
     * @param pause why, and when it tries again
     */
    default void paused(ModelName model, RunPause pause) {}

    /**
     * A pause is over.
     *
     * @param model the model of the run
     * @param lasted time since its beginning
     */
    default void resumed(ModelName model, Duration lasted) {}

    /**
     * A sync ended or was refused.
     *
     * @param report its result
     */
    default void finished(SyncReport report) {}
}
