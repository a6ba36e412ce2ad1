package io.syncline.core.internal.sync;

import io.syncline.core.internal.lease.Coordinator;
import io.syncline.core.internal.pipeline.PageProgress;
import io.syncline.core.internal.pipeline.PipelineListener;
import io.syncline.core.internal.run.RecordFailure;
import io.syncline.core.port.record.RecordPage;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Follows records that a sync reads by their ids, beside its listing. No checkpoint passes them. Confined to the loop. */
final class UnlistedReads implements PipelineListener {

    private final Coordinator coordinator;
    private final SyncReporter reporter;

    UnlistedReads(Coordinator coordinator, SyncReporter reporter) {
        this.coordinator = coordinator;
        this.reporter = reporter;
    }

    @Override
    public void fetched(RecordPage page) {
        reporter.progress().changed();
    }

    /** What is found unchanged was counted before or needs no mention. */
    @Override
    public void unchanged() {
        reporter.progress().changed();
    }

    @Override
    public void empty() {
        reporter.progress().changed();
    }

    @Override
    public void failed(RecordFailure failure) {
        reporter.failed(failure);
    }

    @Override
    public void incomplete(RecordFailure lack) {
        reporter.incomplete(lack);
    }

    @Override
    public CompletableFuture<Void> losingFields(List<RecordFailure> lacks) {
        return coordinator.announce(lacks, reporter.progress().done());
    }

    /** They were chosen for reasons of their own, so their failures are no evidence against this run. */
    @Override
    public boolean stopsOnManyFailures() {
        return false;
    }

    @Override
    public void acknowledged(PageProgress page) {
        coordinator.acknowledged(page.failures(), page.handled());
        reporter.progress().changed();
    }
}
