package io.syncline.core.internal.pipeline;

import io.syncline.api.RecordId;
import io.syncline.api.Stage;
import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.SyncException;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.runtime.Failures;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.QuarantiningSink;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.vector.EmbeddedDocument;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Stores whole records, several batches at a time, new chunks before surplus old ones are deleted; what is unchanged
 * but in quarantine is lifted out of it. While all slots are
 * taken, records gather, so batches grow as far as the sink is the slowest stage.
 */
final class WriteStage {

    /** What the stage tells the pipeline. */
    interface Outlet {

        void stored(List<RecordProgress> records);

        void failed(RecordProgress record, String reason);

        void broken(SyncException failure);

        /** It is worthwhile to pump again. Called last when a call is over, however it ended. */
        void proceed();
    }

    private static final int MAX_POINTS = 1000;

    private final RunContext run;
    private final PipelineParts parts;
    private final Outlet outlet;
    private final Deque<RecordProgress> queue = new ArrayDeque<>();
    private final Deque<List<RecordProgress>> halves = new ArrayDeque<>();
    private int inFlight;

    WriteStage(RunContext run, PipelineParts parts, Outlet outlet) {
        this.run = run;
        this.parts = parts;
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
        String what = "Storing " + batch.size() + " records of " + run.key().model();
        run.clock()
                .time(
                        Stage.WRITE,
                        batch.size(),
                        () -> run.retrier().call(Work.WRITE, what, () -> {
                            store(batch);
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

    private void store(List<RecordProgress> batch) {
        List<EmbeddedDocument> documents = new ArrayList<>();
        Map<RecordId, Integer> keep = new LinkedHashMap<>();
        List<RecordId> back = new ArrayList<>();
        for (RecordProgress record : batch) {
            if (record.isEmbedded()) {
                documents.add(record.embeddedDocument(parts.fingerprint()));
            } else if (record.isHidden()) {
                back.add(record.id());
            }
            if (record.hasSurplus()) {
                keep.put(record.id(), record.chunks().size());
            }
        }
        VectorSink sink = run.ports().sink();
        if (!documents.isEmpty()) {
            parts.fence().check();
            sink.upsert(run.key(), parts.epoch(), documents);
        }
        if (!keep.isEmpty()) {
            parts.fence().check();
            sink.trim(run.key(), parts.epoch(), keep);
        }
        lift(back);
    }

    /** What is stored anew is out of quarantine by that. */
    private void lift(List<RecordId> back) {
        if (!back.isEmpty()) {
            parts.fence().check();
            ((QuarantiningSink) run.ports().sink()).lift(run.key(), parts.epoch(), back);
        }
    }

    private void failed(List<RecordProgress> batch, SyncException failure) {
        if (!(failure instanceof RejectedException)) {
            outlet.broken(failure);
        } else if (batch.size() == 1) {
            outlet.failed(batch.get(0), failure.getMessage());
        } else {
            halves.addFirst(batch.subList(batch.size() / 2, batch.size()));
            halves.addFirst(batch.subList(0, batch.size() / 2));
        }
    }
}
