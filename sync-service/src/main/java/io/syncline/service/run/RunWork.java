package io.syncline.service.run;

/** The work of a run, on a thread of its own. */
@FunctionalInterface
public interface RunWork {

    /**
     * Does the work.
     *
     * @param control the way to cancel the work and to ask for its progress
     * @return how it ended; never throws for a failure of the work itself
     * @throws InterruptedException if its thread is interrupted, as by a cancellation
     */
    EndedRun run(RunControl control) throws InterruptedException;
}
