package io.syncline.service.run;

import io.syncline.api.ModelName;
import io.syncline.api.RunPause;
import io.syncline.api.RunProgress;
import io.syncline.api.SyncListener;
import io.syncline.api.SyncReport;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What the engine reports of the runs in progress, by model. Thread-safe. */
public final class RunProgressListener implements SyncListener {

    private final Map<ModelName, RunProgress> progress = new ConcurrentHashMap<>();
    private final Map<ModelName, RunPause> pauses = new ConcurrentHashMap<>();

    /** The progress of the model's run; empty if none is in progress or it has not begun. */
    public Optional<RunProgress> progress(ModelName model) {
        return Optional.ofNullable(progress.get(model));
    }

    /** What the model's run waits for. */
    public Optional<RunPause> pause(ModelName model) {
        return Optional.ofNullable(pauses.get(model));
    }

    @Override
    public void progressed(RunProgress latest) {
        progress.put(latest.model(), latest);
    }

    @Override
    public void paused(ModelName model, RunPause pause) {
        pauses.put(model, pause);
    }

    @Override
    public void resumed(ModelName model, Duration lasted) {
        pauses.remove(model);
    }

    @Override
    public void ended(ModelName model) {
        progress.remove(model);
        pauses.remove(model);
    }

    @Override
    public void finished(SyncReport report) {
        ended(report.model());
    }
}
