package io.syncline.api;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells several listeners, all of them even if one throws. */
record CombinedListener(List<? extends SyncListener> listeners) implements SyncListener {

    private void tell(Consumer<SyncListener> event) {
        @Nullable RuntimeException first = null;
        for (SyncListener listener : listeners) {
            try {
                event.accept(listener);
            } catch (RuntimeException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
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
