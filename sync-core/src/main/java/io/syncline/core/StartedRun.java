package io.syncline.core;

import io.syncline.api.ModelName;
import io.syncline.api.RunProgress;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRun;
import io.syncline.core.internal.sync.SyncRunner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

/** A handle on a run in the background. */
final class StartedRun implements SyncRun {

    private final SyncRunner runner;
    private final CompletableFuture<SyncReport> report;

    StartedRun(SyncRunner runner, CompletableFuture<SyncReport> report) {
        this.runner = runner;
        this.report = report;
    }

    @Override
    public ModelName model() {
        return runner.model();
    }

    @Override
    public RunProgress progress() {
        return runner.progress();
    }

    @Override
    public void cancel() {
        runner.cancel();
    }

    @Override
    public CompletionStage<SyncReport> report() {
        return report.minimalCompletionStage();
    }

    @Override
    public SyncReport await() throws InterruptedException {
        try {
            return report.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The run of " + model() + " ended unexpectedly", e.getCause());
        }
    }
}
