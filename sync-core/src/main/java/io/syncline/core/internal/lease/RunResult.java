package io.syncline.core.internal.lease;

import io.syncline.api.ActiveRun;
import io.syncline.api.RunOutcome;
import io.syncline.api.failure.SyncException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a run under a lease ended, as its report tells it.
 *
 * @param outcome the outcome; a run may know a better word for a failure of its own
 * @param errors what went wrong, or why it was refused, in plain words
 * @param failure what ended it, if it failed
 * @param blockedBy the run that held the lease, if that stood in the way
 */
public record RunResult(
        RunOutcome outcome, List<String> errors, Optional<SyncException> failure, Optional<ActiveRun> blockedBy) {

    public static RunResult completed() {
        return new RunResult(RunOutcome.COMPLETED, List.of(), Optional.empty(), Optional.empty());
    }

    /** Another run has the lease. */
    public static RunResult refused(ActiveRun holder, Instant now) {
        List<String> errors = List.of(BlockedMessage.message(holder, now));
        return new RunResult(RunOutcome.REFUSED_IN_PROGRESS, errors, Optional.empty(), Optional.of(holder));
    }

    /** Something stood against a deletion. */
    public static RunResult refusedByGuard(String objection) {
        return new RunResult(RunOutcome.REFUSED_BY_GUARD, List.of(objection), Optional.empty(), Optional.empty());
    }

    /** Stopped on request, by then perhaps in trouble. */
    public static RunResult cancelled(@Nullable SyncException trouble) {
        List<String> errors = trouble == null ? List.of() : List.of(trouble.getMessage());
        return new RunResult(RunOutcome.CANCELLED, errors, Optional.empty(), Optional.empty());
    }

    public static RunResult failed(SyncException failure) {
        return new RunResult(RunOutcome.FAILED, List.of(failure.getMessage()), Optional.of(failure), Optional.empty());
    }
}
