package io.syncline.core.internal.sync;

import static io.syncline.core.internal.runtime.EngineLog.LOG;

import io.syncline.api.ModelName;
import io.syncline.api.RunProgress;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.run.RunCounters;
import io.syncline.core.internal.run.SafeListener;
import io.syncline.core.internal.runtime.StageClock;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Reports how far a run is, to the listener and the log. Confined to the loop, but for {@link #snapshot()}. */
final class ProgressReporter {

    private final RunContext run;
    private final ModelName model;
    private final RunCounters counters;
    private final StageClock clock;
    private final SafeListener listener;
    private final CompletableFuture<OptionalLong> total = new CompletableFuture<>();
    private CompletableFuture<OptionalLong> logged = total;
    private long before;
    private volatile RunProgress snapshot;

    ProgressReporter(RunContext run, SafeListener listener) {
        this.run = run;
        this.model = run.model();
        this.counters = run.counters();
        this.clock = run.clock();
        this.listener = listener;
        this.snapshot = now();
    }

    /** Adds the records of an earlier run that this one resumes. */
    void resumeAfter(long processed) {
        before = processed;
    }

    /** Sets the number of records to process, which is known later; log lines wait for it. */
    void total(CompletionStage<OptionalLong> known) {
        known.whenComplete((value, thrown) -> total.complete(thrown == null ? value : OptionalLong.empty()));
    }

    void fetched(int records) {
        long fetched = before + counters.fetched();
        if (records > 0) {
            logged = logged.whenComplete((all, thrown) -> LOG.info("{}", line(model, records, fetched, all)));
        }
        changed();
    }

    void changed() {
        snapshot = now();
        run.report(listener, snapshot);
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
                before + counters.fetched(),
                before + counters.processed(),
                counters.embedded(),
                counters.failed(),
                total.getNow(OptionalLong.empty()),
                clock.elapsed(),
                counters.chunks());
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
