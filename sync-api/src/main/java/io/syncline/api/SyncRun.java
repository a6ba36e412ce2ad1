package io.syncline.api;

import java.util.concurrent.CompletionStage;

/** A sync that was started and goes on in the background. Thread-safe. */
public interface SyncRun {

    /**
     * The model of the run.
     *
     * @return its name
     */
    ModelName model();

    /**
     * How far the run is.
     *
     * @return a snapshot
     */
    RunProgress progress();

    /**
     * Asks the run to stop: no more is fetched, what is in flight is finished and saved, and the report comes with
     * {@link RunOutcome#CANCELLED}. Without effect on a run that has ended.
     */
    void cancel();

    /**
     * The report, once the run has ended. It always completes normally: failures are part of the report.
     *
     * @return completes with the report
     */
    CompletionStage<SyncReport> report();

    /**
     * Waits for the end of the run.
     *
     * @return its report
     * @throws InterruptedException if the waiting thread is interrupted; the run goes on
     */
    SyncReport await() throws InterruptedException;
}
