package io.syncline.core.internal.feed;

import io.syncline.api.FailedRecord;
import io.syncline.api.RecordId;
import io.syncline.core.internal.run.IsolatedRead;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.run.StateAccess;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.record.Cursor;
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
    private final StateAccess states;
    private final RecordScope scope;
    private final Attempts attempts;
    private final Consumer<Set<RecordId>> deleted;
    private Cursor cursor = Cursor.START;
    private long postponed;

    /**
     * A feed of what failed before an instant.
     *
     * @param states knows what failed
     * @param attempts which of it to attempt
     * @param deleted takes the ids of records that the source no longer has
     */
    public FailedRecordFeed(
            RunContext run, StateAccess states, RecordScope scope, Attempts attempts, Consumer<Set<RecordId>> deleted) {
        this.run = run;
        this.states = states;
        this.scope = scope;
        this.attempts = attempts;
        this.deleted = deleted;
    }

    /**
     * Which failed records a run attempts.
     *
     * @param startedAt when this run started, by the clock of the store; it has attempted itself what failed since
     * @param postponed whether to attempt those too whose retry is postponed
     */
    public record Attempts(Instant startedAt, boolean postponed) {}

    /** How many records are left to later runs. */
    public long postponed() {
        return postponed;
    }

    @Override
    public CompletableFuture<RecordPage> next() {
        int size = run.settings().fetchBatchSize();
        String what = "Listing failed records of " + scope.model();
        return run.retrier()
                .call(Work.STATE, what, () -> states.failures(cursor, size))
                .thenCompose(failures -> read(selected(failures), failures.size() < size));
    }

    private Set<RecordId> selected(List<FailedRecord> failures) {
        Set<RecordId> ids = new LinkedHashSet<>();
        for (FailedRecord failure : failures) {
            cursor = Cursor.after(failure.id());
            if (!failure.lastFailedAt().isBefore(attempts.startedAt())) {
                continue;
            }
            if (attempts.postponed() || FailureBackoff.mayRetry(failure, attempts.startedAt())) {
                ids.add(failure.id());
            } else {
                postponed++;
            }
        }
        return ids;
    }

    private CompletableFuture<RecordPage> read(Set<RecordId> ids, boolean end) {
        Cursor resumeAfter = cursor;
        if (ids.isEmpty()) {
            return CompletableFuture.completedFuture(new RecordPage(List.of(), resumeAfter, end));
        }
        return new IsolatedRead(run, scope, "Reading failed records of " + scope.model())
                .read(List.copyOf(ids))
                .thenApply(page -> {
                    page.records().forEach(record -> ids.remove(record.id()));
                    page.rejected().forEach(record -> ids.remove(record.id()));
                    deleted.accept(ids);
                    return new RecordPage(page.records(), page.rejected(), resumeAfter, end);
                });
    }
}
