package io.syncline.api;

import java.util.concurrent.CompletionStage;

/** A sync that runs in the background. Thread-safe. */
public interface SyncRun {

    /** The model of the run. */
    ModelName model();

    /** A snapshot of the progress. */
    RunProgress progress();

    /**
     * Requests the end of the run. It fetches no more records, finishes and saves those in flight, and reports {@link
     * RunOutcome#CANCELLED}. Has no effect on a run that has ended.
     */
    void cancel();

    /**
     * The report, when the run has ended. The stage always completes normally, since failures are part of the report.
     */
    CompletionStage<SyncReport> report();

    /**
     * Waits for the end of the run.
     *
     * @return its report
     * @throws InterruptedException if the waiting thread is interrupted; the run continues
     */
    SyncReport await() throws InterruptedException;
}
