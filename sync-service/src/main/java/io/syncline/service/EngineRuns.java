package io.syncline.service;

import io.syncline.api.CleanupRequest;
import io.syncline.api.ModelName;
import io.syncline.api.SyncRequest;
import io.syncline.api.SyncRun;
import io.syncline.api.VerifyRequest;
import io.syncline.core.SyncEngine;
import io.syncline.service.run.EndedRun;
import io.syncline.service.run.RunProgressListener;
import io.syncline.service.run.RunWork;
import io.syncline.service.run.WorkKind;
import io.syncline.service.schedule.ScheduledWork;
import java.util.Optional;

/** The work of runs, done by an engine. Thread-safe. */
final class EngineRuns {

    private final SyncEngine engine;
    private final RunProgressListener progress;
    private final ServiceSettings settings;

    EngineRuns(SyncEngine engine, RunProgressListener progress, ServiceSettings settings) {
        this.engine = engine;
        this.progress = progress;
        this.settings = settings;
    }

    /** What schedules do. */
    RunWork scheduled(ModelName model, ScheduledWork work) {
        return switch (work) {
            case SYNC ->
                sync(SyncRequest.builder()
                        .model(model)
                        .maxCost(settings.maxCost())
                        .build());
            case CLEANUP ->
                cleanup(CleanupRequest.builder()
                        .model(model)
                        .maxDeleteShare(settings.maxDeleteShare())
                        .quarantine(settings.quarantine())
                        .build());
            case VERIFY -> verify(VerifyRequest.builder().model(model).build());
        };
    }

    RunWork sync(SyncRequest request) {
        return control -> {
            SyncRun run = engine.start(request);
            control.progress(() -> Optional.of(run.progress()));
            control.onCancel(run::cancel);
            return new EndedRun.Synced(run.await());
        };
    }

    RunWork cleanup(CleanupRequest request) {
        return control -> {
            control.progress(() -> progress.progress(request.model()));
            return control.interruptibly(() -> new EndedRun.CleanedUp(engine.cleanup(request)));
        };
    }

    RunWork verify(VerifyRequest request) {
        return control -> {
            control.progress(() -> progress.progress(request.model()));
            return control.interruptibly(() -> new EndedRun.Compared(engine.verify(request)));
        };
    }

    /** What is shown of scheduled work. */
    static WorkKind kind(ScheduledWork work) {
        return switch (work) {
            case SYNC -> WorkKind.SYNC;
            case CLEANUP -> WorkKind.CLEANUP;
            case VERIFY -> WorkKind.VERIFY;
        };
    }
}
