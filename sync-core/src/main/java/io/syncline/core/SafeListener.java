package io.syncline.core;

import io.syncline.api.ActiveRun;
import io.syncline.api.ModelName;
import io.syncline.api.RunPause;
import io.syncline.api.RunProgress;
import io.syncline.api.StageTiming;
import io.syncline.api.SyncListener;
import io.syncline.api.SyncReport;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what a listener throws from the run. */
final class SafeListener {

    private static final Logger LOG = LoggerFactory.getLogger(SyncEngine.class);

    private final SyncListener listener;

    SafeListener(SyncListener listener) {
        this.listener = listener;
    }

    void started(ActiveRun run) {
        guarded(() -> listener.started(run));
    }

    void progressed(RunProgress progress) {
        guarded(() -> listener.progressed(progress));
    }

    void stageEnded(ModelName model, StageTiming timing) {
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

    void paused(ModelName model, RunPause pause) {
        guarded(() -> listener.paused(model, pause));
    }

    void resumed(ModelName model, Duration lasted) {
        guarded(() -> listener.resumed(model, lasted));
    }

    void finished(SyncReport report) {
        guarded(() -> listener.finished(report));
    }

    private static void guarded(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.warn("A sync listener threw; the run goes on", e);
        }
    }
}
