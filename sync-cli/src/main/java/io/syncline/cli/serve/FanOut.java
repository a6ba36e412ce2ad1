package io.syncline.cli.serve;

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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells several listeners. One that throws keeps nothing from the others. Thread-safe if they are. */
final class FanOut implements SyncListener {

    private static final Logger LOG = LoggerFactory.getLogger("io.syncline.cli");

    private final List<SyncListener> listeners = new CopyOnWriteArrayList<>();

    FanOut(SyncListener... first) {
        listeners.addAll(List.of(first));
    }

    void add(SyncListener another) {
        listeners.add(another);
    }

    private void tell(Consumer<SyncListener> event) {
        for (SyncListener listener : listeners) {
            try {
                event.accept(listener);
            } catch (RuntimeException e) {
                LOG.warn("A listener of runs failed", e);
            }
        }
    }

    @Override
    public void started(ActiveRun run) {
        tell(listener -> listener.started(run));
    }

    @Override
    public void progressed(RunProgress progress) {
        tell(listener -> listener.progressed(progress));
    }

    @Override
    public void stageEnded(ModelName model, StageTiming timing) {
        tell(listener -> listener.stageEnded(model, timing));
    }

    @Override
    public void embedded(ModelName model, EmbeddingCall call) {
        tell(listener -> listener.embedded(model, call));
    }

    @Override
    public void paused(ModelName model, RunPause pause) {
        tell(listener -> listener.paused(model, pause));
    }

    @Override
    public void resumed(ModelName model, Duration lasted) {
        tell(listener -> listener.resumed(model, lasted));
    }

    @Override
    public void stopped(ActiveRun run) {
        tell(listener -> listener.stopped(run));
    }

    @Override
    public void ended(ModelName model) {
        tell(listener -> listener.ended(model));
    }

    @Override
    public void finished(CleanupReport report) {
        tell(listener -> listener.finished(report));
    }

    @Override
    public void finished(VerifyReport report) {
        tell(listener -> listener.finished(report));
    }

    @Override
    public void finished(SyncReport report) {
        tell(listener -> listener.finished(report));
    }
}
