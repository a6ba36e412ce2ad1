package io.syncline.core.internal.run;

import io.syncline.api.ActiveRun;
import io.syncline.api.RunOutcome;
import io.syncline.api.failure.SyncException;
import java.util.List;
import java.util.Optional;

/**
 * How a run ended: the one result of all runs that hold a lease.
 *
 * @param outcome {@code COMPLETED}, {@code CANCELLED}, {@code FAILED}, or one of the refusals
 * @param errors what went wrong, or why it was refused, for people
 * @param failure what ended it, if it failed
 * @param blockedBy the run that held the lease, if that was the reason
 */
public record RunResult(
        RunOutcome outcome, List<String> errors, Optional<SyncException> failure, Optional<ActiveRun> blockedBy) {

    public static RunResult completed() {
        return new RunResult(RunOutcome.COMPLETED, List.of(), Optional.empty(), Optional.empty());
    }

    /** A rule or a limit did not allow it. */
    public static RunResult refused(RunOutcome refusal, String reason) {
        return new RunResult(refusal, List.of(reason), Optional.empty(), Optional.empty());
    }

    /** Another run has the lease. */
    public static RunResult blocked(ActiveRun holder, String message) {
        return new RunResult(RunOutcome.REFUSED_IN_PROGRESS, List.of(message), Optional.empty(), Optional.of(holder));
    }

    /**
     * Stopped on request.
     *
     * @param failure the failure by then, if any
     */
    public static RunResult cancelled(Optional<SyncException> failure) {
        List<String> errors =
                failure.map(SyncException::getMessage).map(List::of).orElse(List.of());
        return new RunResult(RunOutcome.CANCELLED, errors, Optional.empty(), Optional.empty());
    }

    public static RunResult failed(SyncException failure) {
        return new RunResult(RunOutcome.FAILED, List.of(failure.getMessage()), Optional.of(failure), Optional.empty());
    }

    public boolean isCompleted() {
        return outcome == RunOutcome.COMPLETED;
    }
}
