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

/** The records that failed in earlier runs and may be attempted again. */
public final class FailedRecordFeed implements PageFeed {

    private final RunContext run;
    private final RecordScope scope;
    private final Instant startedAt;
    private final Consumer<Set<RecordId>> deleted;
    private long cursor;
    private long postponed;

    /**
     * A feed of what failed before an instant.
     *
     * @param startedAt when this run started, by the clock of the store; it has attempted itself what failed since
     * @param deleted takes the ids of records that the source no longer has
     */
    public FailedRecordFeed(RunContext run, RecordScope scope, Instant startedAt, Consumer<Set<RecordId>> deleted) {
        this.run = run;
        this.scope = scope;
        this.startedAt = startedAt;
        this.deleted = deleted;
    }

    /** How many records are left to later runs. */
    public long postponed() {
        return postponed;
    }

    @Override
    public CompletableFuture<RecordPage> next() {
        int size = run.settings().fetchBatchSize();
        String what = "Listing failed records of " + scope.model();
        return run.retrier()
                .call(Work.STATE, what, () -> run.state().failures(cursor, size))
                .thenCompose(failures -> read(selected(failures), failures.size() < size));
    }

    private Set<RecordId> selected(List<FailedRecord> failures) {
        Set<RecordId> ids = new LinkedHashSet<>();
        for (FailedRecord failure : failures) {
            cursor = failure.id().value();
            if (!failure.lastFailedAt().isBefore(startedAt)) {
                continue;
            }
            if (FailureBackoff.mayRetry(failure, startedAt)) {
                ids.add(failure.id());
            } else {
                postponed++;
            }
        }
        return ids;
    }

    private CompletableFuture<RecordPage> read(Set<RecordId> ids, boolean end) {
        long resumeAfter = cursor;
        if (ids.isEmpty()) {
            return CompletableFuture.completedFuture(new RecordPage(List.of(), resumeAfter, end));
        }
        String what = "Reading failed records of " + scope.model();
        return run.clock()
                .time(
                        Stage.FETCH,
                        0,
                        () -> run.retrier()
                                .call(
                                        Work.SOURCE,
                                        what,
                                        () -> run.ports().source().read(scope, ids)))
                .thenApply(page -> {
                    page.records().forEach(record -> ids.remove(record.id()));
                    page.rejected().forEach(record -> ids.remove(record.id()));
                    deleted.accept(ids);
                    return new RecordPage(page.records(), page.rejected(), resumeAfter, end);
                });
    }
}
