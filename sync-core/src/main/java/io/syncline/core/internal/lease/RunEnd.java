package io.syncline.core.internal.lease;

import io.syncline.api.LastRun;
import io.syncline.api.RunKind;
import io.syncline.api.RunOutcome;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.run.RunResult;
import io.syncline.core.port.metadata.Lease;
import io.syncline.core.port.metadata.ModelState;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Leaves a trace of how a run ended, for people who look later.
 *
 * @param run the run
 * @param kind what it did
 */
record RunEnd(RunContext run, RunKind kind) {

    private static final int LONGEST_PROBLEM = 500;

    /**
     * A change of the state that also notes the end. It makes no call: nothing may come between the proof of the sink and the
     * save that relies on it.
     */
    UnaryOperator<ModelState> noted(RunResult result, UnaryOperator<ModelState> change) {
        return state -> {
            ModelState.Builder noted = change.apply(state).toBuilder();
            state.lease().ifPresent(lease -> noted.lastRun(lastRun(lease, result)));
            return noted.build();
        };
    }

    private LastRun lastRun(Lease lease, RunResult result) {
        RunOutcome outcome = run.cancellation().isCancelled() ? RunOutcome.CANCELLED : result.outcome();
        Optional<String> problem = result.errors().stream()
                .findFirst()
                .map(error -> error.length() <= LONGEST_PROBLEM ? error : error.substring(0, LONGEST_PROBLEM) + "...");
        return new LastRun(kind, outcome, lease.startedAt().plus(run.clock().elapsed()), problem);
    }
}
