package io.syncline.core.internal.run;

import io.syncline.api.RecordId;
import io.syncline.api.Stage;
import io.syncline.api.failure.SyncException;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.record.RecordScope;
import io.syncline.core.port.record.RejectedRecord;
import io.syncline.core.port.record.SourceRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Reads records by their ids. A read that keeps failing although the source tells its time is halved until the record that
 * the source fails over is alone; that one counts as rejected, and the others are read. While the source answers nothing,
 * it is waited for. Confined to the loop.
 */
public final class IsolatedRead {

    private final RunContext run;
    private final RecordScope scope;
    private final String what;

    public IsolatedRead(RunContext run, RecordScope scope, String what) {
        this.run = run;
        this.scope = scope;
        this.what = what;
    }

    /** Reads records; what exists of them is delivered or rejected. The position and the end of the page mean nothing. */
    public CompletableFuture<RecordPage> read(List<RecordId> ids) {
        return read(RecordGroup.whole(ids));
    }

    private CompletableFuture<RecordPage> read(RecordGroup<RecordId> ids) {
        return new ControlledCall<>(
                        run,
                        Work.SOURCE,
                        limit -> call(ids.records(), limit),
                        run.ports().source()::now)
                .start(ids)
                .thenCompose(outcome -> outcome.fault()
                        .map(fault -> isolate(ids, fault))
                        .orElseGet(() -> CompletableFuture.completedFuture(
                                outcome.value().orElseThrow())));
    }

    private CompletableFuture<RecordPage> call(List<RecordId> ids, Duration patience) {
        return run.clock()
                .time(
                        Stage.FETCH,
                        0,
                        () -> run.retrier()
                                .callFor(
                                        patience,
                                        Work.SOURCE,
                                        what,
                                        () -> run.ports().source().read(scope, ids)));
    }

    private CompletableFuture<RecordPage> isolate(RecordGroup<RecordId> ids, SyncException failure) {
        if (ids.isSingle()) {
            RecordId id = ids.records().get(0);
            run.warnings()
                    .warn(
                            id,
                            "The source answers, but not for record " + id + " of " + run.key() + ": "
                                    + failure.getMessage());
            RejectedRecord rejected = new RejectedRecord(id, failure.getMessage());
            return CompletableFuture.completedFuture(page(List.of(), List.of(rejected), ids.records()));
        }
        List<RecordGroup<RecordId>> halves = ids.halves();
        return read(halves.get(0))
                .thenCompose(first -> read(halves.get(1))
                        .thenApply(rest -> page(
                                joined(first.records(), rest.records()),
                                joined(first.rejected(), rest.rejected()),
                                ids.records())));
    }

    private static RecordPage page(List<SourceRecord> records, List<RejectedRecord> rejected, List<RecordId> ids) {
        return new RecordPage(records, rejected, Cursor.after(ids.get(ids.size() - 1)), false);
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        List<T> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
