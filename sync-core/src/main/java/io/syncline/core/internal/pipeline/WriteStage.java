package io.syncline.core.internal.pipeline;

import static io.syncline.core.internal.runtime.EngineLog.LOG;

import io.syncline.api.Stage;
import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.SyncException;
import io.syncline.core.internal.run.ControlledCall;
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
 * <p>A batch that the sink rejects is halved until the record at fault stands alone. So is one that keeps failing although
 * the sink takes another write: then the records are at fault and not the sink. While it takes none, it is waited for.
 */
final class WriteStage {

    private static final int MAX_POINTS = 1000;
    /** How long a batch is retried before the sink is asked for another write. */
    private static final Duration PATIENCE_WITH_A_SUSPECT = Duration.ofSeconds(30);
    /** The same for the halves of a batch at fault. */
    private static final Duration PATIENCE_WITH_A_PART = Duration.ofSeconds(5);

    /** Records that are stored together, whole or a part of what was at fault. */
    private record Batch(List<RecordProgress> records, boolean isPart) {}

    private final RunContext run;
    private final RangeRunner runner;
    private final StageOutlet outlet;
    private final Deque<RecordProgress> queue = new ArrayDeque<>();
    private final Deque<Batch> parts = new ArrayDeque<>();
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
            write(parts.isEmpty() ? new Batch(take(), false) : parts.remove());
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

    private void write(Batch batch) {
        inFlight++;
        String what = "Storing " + batch.records().size() + " records of " + run.model();
        new ControlledCall<>(run, Work.WRITE, limit -> store(batch, limit, what), this::control)
                .start(batch.isPart() ? PATIENCE_WITH_A_PART : PATIENCE_WITH_A_SUSPECT)
                .whenComplete((outcome, thrown) -> {
                    inFlight--;
                    if (thrown != null) {
                        failed(batch, Failures.of(thrown, what));
                    } else if (outcome.fault().isPresent()) {
                        blame(batch.records(), outcome.fault().get());
                    } else {
                        outlet.stored(batch.records());
                    }
                    outlet.proceed();
                });
    }

    private CompletableFuture<Batch> store(Batch batch, Duration patience, String what) {
        return run.clock()
                .time(
                        Stage.WRITE,
                        batch.records().size(),
                        () -> run.retrier().callFor(patience, Work.WRITE, what, () -> {
                            runner.store(batch.records());
                            return batch;
                        }));
    }

    private boolean control() {
        runner.control();
        return true;
    }

    private void failed(Batch batch, SyncException failure) {
        if (failure instanceof RejectedException) {
            blame(batch.records(), failure);
        } else {
            outlet.stageFailed(failure);
        }
    }

    private void blame(List<RecordProgress> records, SyncException failure) {
        if (!(failure instanceof RejectedException)) {
            LOG.warn(
                    "The sink takes writes, but not {} records of {}: {}",
                    records.size(),
                    run.model(),
                    failure.getMessage());
        }
        if (records.size() == 1) {
            outlet.recordFailed(records.get(0), failure.getMessage());
        } else {
            int middle = records.size() / 2;
            parts.addFirst(new Batch(records.subList(middle, records.size()), true));
            parts.addFirst(new Batch(records.subList(0, middle), true));
        }
    }
}
