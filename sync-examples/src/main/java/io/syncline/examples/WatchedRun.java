package io.syncline.examples;

import io.syncline.api.ActiveRun;
import io.syncline.api.RunOutcome;
import io.syncline.api.RunProgress;
import io.syncline.api.SyncListener;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.api.SyncRun;
import io.syncline.core.SyncEngine;
import io.syncline.core.SyncEngineBuilder;
import java.io.PrintStream;

/** A run in the background that is observed, and cancelled. */
final class WatchedRun {

    private final PrintStream out;

    WatchedRun(PrintStream out) {
        this.out = out;
    }

    /** Builds an engine with a listener. */
    SyncEngine watched(SyncEngineBuilder parts) {
        // region listener
        SyncListener listener = new SyncListener() {
            @Override
            public void progressed(RunProgress progress) {
                progress.percent().ifPresent(percent -> out.println(progress.model() + ": " + percent + "%"));
            }

            @Override
            public void finished(SyncReport report) {
                report.warnings().forEach(out::println);
                report.errors().forEach(out::println);
            }
        };
        return parts.listener(listener).build();
        // endregion
    }

    /** Starts a sync and asks it to stop. */
    RunOutcome stopped(SyncEngine engine) throws InterruptedException {
        // region cancel
        SyncRun run = engine.start(SyncRequest.of("res.partner"));
        for (ActiveRun active : engine.activeRuns()) {
            out.println(active.model() + " since " + active.startedAt() + " by " + active.owner());
        }
        run.cancel(); // finishes and saves what is in flight; the next sync resumes there
        return run.await().outcome();
        // endregion
    }
}
