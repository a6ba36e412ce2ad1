package io.syncline.core.internal.pipeline;

import io.syncline.api.Stage;
import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.SyncException;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.runtime.Failures;
import io.syncline.core.internal.runtime.Work;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Stores whole records, several batches at a time. While all slots are taken, records gather, so batches grow as far as
 * the sink is the slowest stage. A batch that the sink rejects is halved until the record at fault stands alone.
 */
final class WriteStage {

    private static final int MAX_POINTS = 1000;

    private final RunContext run;
    private final RangeRunner runner;
    private final StageOutlet outlet;
    private final Deque<RecordProgress> queue = new ArrayDeque<>();
    private final Deque<List<RecordProgress>> halves = new ArrayDeque<>();
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
        return inFlight == 0 && queue.isEmpty() && halves.isEmpty();
    }

    void clear() {
        queue.clear();
        halves.clear();
    }

    void pump() {
        while (inFlight < run.settings().writeConcurrency() && !(halves.isEmpty() && queue.isEmpty())) {
            write(halves.isEmpty() ? take() : halves.remove());
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

    private void write(List<RecordProgress> batch) {
        inFlight++;
        String what = "Storing " + batch.size() + " records of " + run.model();
        run.clock()
                .time(
                        Stage.WRITE,
                        batch.size(),
                        () -> run.retrier().call(Work.WRITE, what, () -> {
                            runner.store(batch);
                            return batch;
                        }))
                .whenComplete((stored, thrown) -> {
                    inFlight--;
                    if (thrown == null) {
                        outlet.stored(batch);
                    } else {
                        failed(batch, Failures.of(thrown, what));
                    }
                    outlet.proceed();
                });
    }

    private void failed(List<RecordProgress> batch, SyncException failure) {
        if (!(failure instanceof RejectedException)) {
            outlet.stageFailed(failure);
        } else if (batch.size() == 1) {
            outlet.recordFailed(batch.get(0), failure.getMessage());
        } else {
            halves.addFirst(batch.subList(batch.size() / 2, batch.size()));
            halves.addFirst(batch.subList(0, batch.size() / 2));
        }
    }
}
