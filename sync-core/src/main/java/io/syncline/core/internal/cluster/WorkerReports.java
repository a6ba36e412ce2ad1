package io.syncline.core.internal.cluster;

import io.syncline.api.failure.SetupException;
import io.syncline.core.cluster.CoordinatorAnswer;
import io.syncline.core.cluster.RangeProgress;
import io.syncline.core.cluster.RecordProblem;
import io.syncline.core.internal.run.RecordFailure;
import io.syncline.core.internal.sync.ListingWork;
import io.syncline.core.port.record.RecordPage;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Enters what workers report into the books of the run. Confined to the loop. */
final class WorkerReports {

    private final ListingWork.Listing work;
    private final RangeQueue queue;
    private final Consumer<SetupException> objection;

    /**
     * The books of a run.
     *
     * @param objection receives why the run has to stop, if so many records failed that the records cannot be the reason
     */
    WorkerReports(ListingWork.Listing work, RangeQueue queue, Consumer<SetupException> objection) {
        this.objection = objection;
        this.work = work;
        this.queue = queue;
    }

    /** Pages of a range are done. Nothing is entered twice, and nothing if a report before is missing. */
    CoordinatorAnswer acknowledged(Grant grant, RangeProgress progress) {
        OpenRange range = grant.range();
        if (!range.hasReached(progress)) {
            if (!range.continues(progress)) {
                return new CoordinatorAnswer.Failed("A report before this one is missing");
            }
            range.reached(progress);
            enter(progress);
        }
        return new CoordinatorAnswer.Done();
    }

    private void enter(RangeProgress progress) {
        // what the state is going to rely on was written by somebody else
        work.coordinator().fence().written();
        work.run().counters().add(progress.counts());
        List<RecordFailure> failures = failures(progress.failures());
        List<RecordFailure> lacks = failures(progress.lacks());
        failures.forEach(work.listener()::failed);
        lacks.forEach(work.listener()::incomplete);
        work.coordinator()
                .acknowledged(Stream.concat(failures.stream(), lacks.stream()).toList(), progress.handled());
        work.listener().fetched(new RecordPage(List.of(), progress.reached(), false));
        advance();
        if (!failures.isEmpty()) {
            work.run().failureObjection(failures.get(failures.size() - 1)).ifPresent(objection);
        }
    }

    /** Saves that records are going to lack fields. */
    CompletableFuture<Void> announce(List<RecordProblem> lacks) {
        return work.listener().losingFields(failures(lacks));
    }

    /** Moves the checkpoint over the ranges that are done. */
    void advance() {
        queue.advance().ifPresent(work.listener()::acknowledged);
    }

    private static List<RecordFailure> failures(List<RecordProblem> problems) {
        return problems.stream()
                .map(problem -> new RecordFailure(problem.id(), problem.reason()))
                .toList();
    }
}
