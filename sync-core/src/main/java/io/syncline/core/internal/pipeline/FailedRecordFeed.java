package io.syncline.core.internal.pipeline;

import io.syncline.api.FailedRecord;
import io.syncline.api.RecordId;
import io.syncline.api.Stage;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.record.RecordScope;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The records that earlier runs could not sync. Those that are gone are handed out separately, to be forgotten. */
public final class FailedRecordFeed implements PageFeed {

    private final RunContext run;
    private final RecordScope scope;
    private final Instant startedAt;
    private final Consumer<Set<RecordId>> gone;
    private long cursor;
    private long resting;

    /**
     * A feed of what failed before an instant.
     *
     * @param startedAt when this run started, by the clock of the store; what failed since was tried by it already
     * @param gone takes the ids of records that no longer exist
     */
    public FailedRecordFeed(RunContext run, RecordScope scope, Instant startedAt, Consumer<Set<RecordId>> gone) {
        this.run = run;
        this.scope = scope;
        this.startedAt = startedAt;
        this.gone = gone;
    }

    /** How many records wait longer for another try. */
    public long resting() {
        return resting;
    }

    @Override
    public CompletableFuture<RecordPage> next() {
        int size = run.settings().fetchBatchSize();
        return run.retrier()
                .call(
                        Work.STATE,
                        "Listing failed records of " + scope.model(),
                        () -> run.ports().metadata().failures(scope.model(), cursor, size))
                .thenCompose(failures -> read(failures, size));
    }

    private CompletableFuture<RecordPage> read(List<FailedRecord> failures, int size) {
        boolean end = failures.size() < size;
        Set<RecordId> ids = new LinkedHashSet<>();
        for (FailedRecord failure : failures) {
            cursor = failure.id().value();
            if (!failure.lastFailedAt().isBefore(startedAt)) {
                continue;
            }
            if (FailureBackoff.isDue(failure, startedAt)) {
                ids.add(failure.id());
            } else {
                resting++;
            }
        }
        long resumeAfter = cursor;
        if (ids.isEmpty()) {
            return CompletableFuture.completedFuture(new RecordPage(List.of(), resumeAfter, end));
        }
        return run.clock()
                .time(
                        Stage.FETCH,
                        0,
                        () -> run.retrier()
                                .call(
                                        Work.SOURCE,
                                        "Reading failed records of " + scope.model(),
                                        () -> run.ports().source().read(scope, ids)))
                .thenApply(page -> {
                    page.records().forEach(record -> ids.remove(record.id()));
                    page.rejected().forEach(record -> ids.remove(record.id()));
                    gone.accept(ids);
                    return new RecordPage(page.records(), page.rejected(), resumeAfter, end);
                });
    }
}
