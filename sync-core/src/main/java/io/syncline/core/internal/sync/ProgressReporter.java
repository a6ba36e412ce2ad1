package io.syncline.core.internal.sync;

import static io.syncline.core.internal.runtime.EngineLog.LOG;

import io.syncline.api.ModelName;
import io.syncline.api.RunProgress;
import io.syncline.core.internal.pipeline.RunCounters;
import io.syncline.core.internal.run.SafeListener;
import io.syncline.core.internal.runtime.StageClock;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** How far a run is: for the listener, the log, and whoever asks from another thread. Otherwise confined to the loop. */
final class ProgressReporter {

    private final ModelName model;
    private final RunCounters tally;
    private final StageClock clock;
    private final SafeListener listener;
    private final CompletableFuture<OptionalLong> total = new CompletableFuture<>();
    private CompletableFuture<OptionalLong> logged = total;
    private long before;
    private volatile RunProgress snapshot;

    ProgressReporter(ModelName model, RunCounters tally, StageClock clock, SafeListener listener) {
        this.model = model;
        this.tally = tally;
        this.clock = clock;
        this.listener = listener;
        this.snapshot = now();
    }

    /** Counts records of an earlier run that this one continues. */
    void continueAfter(long processed) {
        before = processed;
    }

    /** Gives the number of records to process as soon as it is known; log lines wait for it. */
    void total(CompletionStage<OptionalLong> known) {
        known.whenComplete((value, thrown) -> total.complete(thrown == null ? value : OptionalLong.empty()));
    }

    void fetched(int records) {
        long fetched = before + tally.fetched();
        if (records > 0) {
            logged = logged.whenComplete((all, thrown) -> LOG.info("{}", line(model, records, fetched, all)));
        }
        changed();
    }

    void changed() {
        snapshot = now();
        listener.progressed(snapshot);
    }

    RunProgress snapshot() {
        return snapshot;
    }

    long done() {
        return snapshot.processed();
    }

    private RunProgress now() {
        return new RunProgress(
                model,
                before + tally.fetched(),
                before + tally.processed(),
                tally.embedded(),
                tally.failed(),
                total.getNow(OptionalLong.empty()),
                clock.elapsed());
    }

    static String line(ModelName model, int records, long fetched, OptionalLong total) {
        if (total.isEmpty()) {
            return "Fetched batch: " + fetched + " records of " + model + " (" + records + " more)";
        }
        long all = Math.max(total.getAsLong(), fetched);
        long percent = all == 0 ? 100 : (long) (fetched * 100.0 / all);
        return "Fetched batch: " + fetched + "/" + all + " records (" + percent + "%)";
    }
}
