package io.syncline.core.internal.run;

import static io.syncline.core.internal.runtime.EngineLog.LOG;

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

    /** How long a read is retried before the source is asked for something else. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** The same for the halves of a read that fails over one of its records. */
    private static final Duration PATIENCE_WITH_A_PART = Duration.ofSeconds(5);

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
        return read(ids, PATIENCE);
    }

    private CompletableFuture<RecordPage> read(List<RecordId> ids, Duration patience) {
        return new ControlledCall<>(
                        run, Work.SOURCE, limit -> call(ids, limit), run.ports().source()::now)
                .start(patience)
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

    private CompletableFuture<RecordPage> isolate(List<RecordId> ids, SyncException failure) {
        if (ids.size() == 1) {
            LOG.warn(
                    "The source answers, but not for record {} of {}: {}", ids.get(0), run.key(), failure.getMessage());
            RejectedRecord rejected = new RejectedRecord(ids.get(0), failure.getMessage());
            return CompletableFuture.completedFuture(page(List.of(), List.of(rejected), ids));
        }
        int middle = ids.size() / 2;
        List<RecordId> second = ids.subList(middle, ids.size());
        return read(ids.subList(0, middle), PATIENCE_WITH_A_PART)
                .thenCompose(first -> read(second, PATIENCE_WITH_A_PART)
                        .thenApply(rest -> page(
                                joined(first.records(), rest.records()),
                                joined(first.rejected(), rest.rejected()),
                                ids)));
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
