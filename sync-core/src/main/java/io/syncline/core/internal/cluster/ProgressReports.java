package io.syncline.core.internal.cluster;

import io.syncline.api.RecordId;
import io.syncline.core.cluster.RangeCounts;
import io.syncline.core.cluster.RangeGrant;
import io.syncline.core.cluster.RangeProgress;
import io.syncline.core.cluster.RecordProblem;
import io.syncline.core.cluster.WorkerRequest;
import io.syncline.core.internal.pipeline.PageProgress;
import io.syncline.core.internal.pipeline.PipelineListener;
import io.syncline.core.internal.run.RecordFailure;
import io.syncline.core.internal.run.RunCounters;
import io.syncline.core.port.record.Cursor;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Reports what becomes of the records of a grant to its coordinator, page by page in their order. Confined to the loop. */
final class ProgressReports implements PipelineListener {

    private final RangeGrant grant;
    private final CoordinatorCalls coordinator;
    private final RunCounters counters;
    /** Of the pages under way: those of its failures that are no failures, since the record is stored. */
    private final Set<RecordId> incomplete = new HashSet<>();

    private RangeCounts counted = RangeCounts.NONE;
    private Cursor sent;
    private @Nullable RangeProgress unsent;
    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
    private Cursor reached;

    ProgressReports(RangeGrant grant, CoordinatorCalls coordinator, RunCounters counters) {
        this.grant = grant;
        this.coordinator = coordinator;
        this.counters = counters;
        this.sent = grant.range().after();
        this.reached = sent;
    }

    /** Up to where the coordinator has acknowledged. */
    Cursor reached() {
        return reached;
    }

    /** Completes when all reports so far are acknowledged; fails if one was not. */
    CompletableFuture<Void> acknowledged() {
        return last;
    }

    @Override
    public void unchanged() {
        counters.countUnchanged();
    }

    @Override
    public void empty() {
        counters.countEmpty();
    }

    @Override
    public void failed(RecordFailure failure) {
        // reported with its page
    }

    @Override
    public void incomplete(RecordFailure lack) {
        incomplete.add(lack.id());
    }

    @Override
    public CompletableFuture<Void> losingFields(List<RecordFailure> lacks) {
        List<RecordProblem> problems =
                lacks.stream().map(ProgressReports::problem).toList();
        return coordinator.askUntilDone(new WorkerRequest.Announce(grant.number(), problems));
    }

    /** One report is under way at a time; pages that are done meanwhile are in the next one. */
    @Override
    public void acknowledged(PageProgress page) {
        RangeProgress progress = progress(page);
        boolean waiting = unsent != null;
        unsent = unsent == null ? progress : unsent.followedBy(progress);
        if (!waiting) {
            last = last.thenCompose(done -> send());
        }
    }

    private CompletableFuture<Void> send() {
        RangeProgress progress = unsent;
        unsent = null;
        if (progress == null || progress.reached().compareTo(progress.after()) <= 0) {
            // an empty page at the end of a listing
            return CompletableFuture.completedFuture(null);
        }
        return coordinator
                .askUntilDone(new WorkerRequest.Acknowledge(grant.number(), progress))
                .thenRun(() -> reached = progress.reached());
    }

    private RangeProgress progress(PageProgress page) {
        RangeCounts now = counters.snapshot();
        RangeProgress progress = new RangeProgress(
                sent,
                Cursor.max(sent, page.resumeAfter()),
                page.size(),
                page.maxVersion(),
                now.since(counted),
                page.failures().stream()
                        .filter(failure -> !incomplete.contains(failure.id()))
                        .map(ProgressReports::problem)
                        .toList(),
                page.failures().stream()
                        .filter(failure -> incomplete.remove(failure.id()))
                        .map(ProgressReports::problem)
                        .toList(),
                page.handled());
        counted = now;
        sent = progress.reached();
        return progress;
    }

    private static RecordProblem problem(RecordFailure failure) {
        return new RecordProblem(failure.id(), failure.reason());
    }
}
