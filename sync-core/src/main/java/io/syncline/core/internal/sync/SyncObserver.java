package io.syncline.core.internal.sync;

import io.syncline.api.ActiveRun;
import io.syncline.api.EmbeddingCall;
import io.syncline.api.ModelName;
import io.syncline.api.RunPause;
import io.syncline.api.StageTiming;
import io.syncline.core.internal.lease.Coordinator;
import io.syncline.core.internal.lease.LeaseManager;
import io.syncline.core.internal.run.RunObserver;
import io.syncline.core.internal.run.SafeListener;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Forwards the progress of a sync to the listener, and its pauses to other processes by the lease. */
final class SyncObserver implements RunObserver {

    private final ModelName model;
    private final SafeListener listener;
    private final Runnable progress;
    private @Nullable Coordinator coordinator;
    private @Nullable ActiveRun started;
    private volatile @Nullable RunPause current;

    /**
     * An observer of one sync.
     *
     * @param progress reports how far the sync is
     */
    SyncObserver(ModelName model, SafeListener listener, Runnable progress) {
        this.model = model;
        this.listener = listener;
        this.progress = progress;
    }

    /** The run holds its lease from now on. */
    void started(Coordinator holder) {
        coordinator = holder;
        ActiveRun active = LeaseManager.describe(holder.store().key(), holder.lease());
        started = active;
        listener.started(active);
    }

    /** The run has ended. */
    void stopped() {
        if (started != null) {
            listener.stopped(started);
        }
    }

    @Override
    public void reportProgress() {
        progress.run();
    }

    @Override
    public void stageEnded(StageTiming timing) {
        listener.stageEnded(model, timing);
    }

    @Override
    public void embedded(EmbeddingCall call) {
        listener.embedded(model, call);
    }

    @Override
    public void paused(RunPause pause) {
        current = pause;
        waitingFor(pause.waitingFor());
        listener.paused(model, pause);
    }

    @Override
    public void resumed(Duration lasted) {
        current = null;
        waitingFor(null);
        listener.resumed(model, lasted);
    }

    /** The present pause. Other threads may ask. */
    Optional<RunPause> pause() {
        return Optional.ofNullable(current);
    }

    private void waitingFor(@Nullable String what) {
        if (coordinator != null) {
            coordinator.waitingFor(what);
        }
    }
}
