package io.syncline.core.internal.pipeline;

import io.syncline.api.Stage;
import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.SyncException;
import io.syncline.core.internal.run.ControlledCall;
import io.syncline.core.internal.run.RecordGroup;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.runtime.Failures;
import io.syncline.core.internal.runtime.Work;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Stores whole records, several batches at a time. While all slots are taken, records gather, so batches grow as far as
 * the sink is the slowest stage.
 *
 * <p>A batch that the sink rejects is halved until the rejected record is alone. So is one that keeps failing although the
 * sink takes another write: then it fails over its records. While the sink takes none, it is waited for.
 */
final class WriteStage {

    private static final int MAX_POINTS = 1000;

    private final RunContext run;
    private final RangeRunner runner;
    private final StageOutlet outlet;
    private final Deque<RecordProgress> queue = new ArrayDeque<>();
    private final Deque<RecordGroup<RecordProgress>> parts = new ArrayDeque<>();
    private int inFlight;

    WriteStage(RangeRunner runner, StageOutlet outlet) {
        this.run = runner.context();
        this.runner = runner;
        this.outlet = outlet;
    }

    void add(RecordProgress record) {
        queue.add(record);
    }

    int inFlight() {
        return inFlight;
    }

    boolean isEmpty() {
        return inFlight == 0 && queue.isEmpty() && parts.isEmpty();
    }

    void clear() {
        queue.clear();
        parts.clear();
    }

    void pump() {
        while (inFlight < run.settings().writeConcurrency() && !(parts.isEmpty() && queue.isEmpty())) {
            write(parts.isEmpty() ? RecordGroup.whole(take()) : parts.remove());
        }
    }

    private List<RecordProgress> take() {
        List<RecordProgress> batch = new ArrayList<>();
        int points = 0;
        while (!queue.isEmpty() && batch.size() < run.settings().writeBatchSize()) {
            points += queue.element().chunks().size();
            if (points > MAX_POINTS && !batch.isEmpty()) {
                break;
            }
            batch.add(queue.remove());
        }
        return batch;
    }

    private void write(RecordGroup<RecordProgress> batch) {
        inFlight++;
        String what = "Storing " + batch.size() + " records of " + run.model();
        new ControlledCall<>(run, Work.WRITE, limit -> store(batch, limit, what), this::control)
                .start(batch)
                .whenComplete((outcome, thrown) -> {
                    inFlight--;
                    if (thrown != null) {
                        failed(batch, Failures.of(thrown, what));
                    } else if (outcome.fault().isPresent()) {
                        isolate(batch, outcome.fault().get());
                    } else {
                        outlet.stored(batch.records());
                    }
                    outlet.proceed();
                });
    }

    private CompletableFuture<Boolean> store(RecordGroup<RecordProgress> batch, Duration patience, String what) {
        return run.clock()
                .time(
                        Stage.WRITE,
                        batch.size(),
                        () -> run.retrier().callFor(patience, Work.WRITE, what, () -> {
                            runner.store(batch.records());
                            return true;
                        }));
    }

    private boolean control() {
        runner.control();
        return true;
    }

    private void failed(RecordGroup<RecordProgress> batch, SyncException failure) {
        if (failure instanceof RejectedException) {
            isolate(batch, failure);
        } else {
            outlet.stageFailed(failure);
        }
    }

    private void isolate(RecordGroup<RecordProgress> records, SyncException failure) {
        if (!(failure instanceof RejectedException)) {
            warn(records, failure);
        }
        if (records.isSingle()) {
            outlet.recordFailed(records.records().get(0), failure.getMessage());
        } else {
            List<RecordGroup<RecordProgress>> halves = records.halves();
            parts.addFirst(halves.get(1));
            parts.addFirst(halves.get(0));
        }
    }

    private void warn(RecordGroup<RecordProgress> records, SyncException failure) {
        String message = "The sink takes writes, but not " + records.size() + " records of " + run.model() + ": "
                + failure.getMessage();
        if (records.isSingle()) {
            run.warnings().warn(records.records().get(0).id(), message);
        } else {
            run.warnings().warn(message);
        }
    }
}
