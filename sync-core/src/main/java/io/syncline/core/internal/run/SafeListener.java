package io.syncline.core.internal.run;

import static io.syncline.core.internal.runtime.EngineLog.LOG;

import io.syncline.api.ActiveRun;
import io.syncline.api.CleanupReport;
import io.syncline.api.EmbeddingCall;
import io.syncline.api.ModelName;
import io.syncline.api.RunPause;
import io.syncline.api.RunProgress;
import io.syncline.api.StageTiming;
import io.syncline.api.SyncListener;
import io.syncline.api.SyncReport;
import io.syncline.api.VerifyReport;
import java.time.Duration;

/** Calls a listener; what it throws is logged and does not reach the run. */
public final class SafeListener {

    private final SyncListener listener;

    public SafeListener(SyncListener listener) {
        this.listener = listener;
    }

    public void started(ActiveRun run) {
        guarded(() -> listener.started(run));
    }

    public void progressed(RunProgress progress) {
        guarded(() -> listener.progressed(progress));
    }

    public void stageEnded(ModelName model, StageTiming timing) {
        LOG.debug(
                "{} {} #{}: {} items from {} to {} ms",
                model,
                timing.stage(),
                timing.number(),
                timing.items(),
                timing.startedAfter().toMillis(),
                timing.endedAfter().toMillis());
        guarded(() -> listener.stageEnded(model, timing));
    }

    public void embedded(ModelName model, EmbeddingCall call) {
        guarded(() -> listener.embedded(model, call));
    }

    public void paused(ModelName model, RunPause pause) {
        guarded(() -> listener.paused(model, pause));
    }

    public void resumed(ModelName model, Duration lasted) {
        guarded(() -> listener.resumed(model, lasted));
    }

    public void stopped(ActiveRun run) {
        guarded(() -> listener.stopped(run));
    }

    /** A run has started. What is returned tells that it has stopped. */
    public Runnable begun(ActiveRun run) {
        started(run);
        return () -> stopped(run);
    }

    /** A cleanup has ended, and has stopped before, if it had begun. */
    public CleanupReport finished(Runnable stop, CleanupReport report) {
        stop.run();
        finished(report);
        return report;
    }

    /** A comparison has ended, and has stopped before, if it had begun. */
    public VerifyReport finished(Runnable stop, VerifyReport report) {
        stop.run();
        finished(report);
        return report;
    }

    public void ended(ModelName model) {
        guarded(() -> listener.ended(model));
    }

    public void finished(CleanupReport report) {
        guarded(() -> listener.finished(report));
    }

    public void finished(VerifyReport report) {
        guarded(() -> listener.finished(report));
    }

    public void finished(SyncReport report) {
        guarded(() -> listener.finished(report));
    }

    private static void guarded(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.warn("A sync listener threw an exception; the run continues", e);
        }
    }
}
