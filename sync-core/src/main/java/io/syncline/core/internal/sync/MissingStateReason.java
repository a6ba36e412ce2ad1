package io.syncline.core.internal.sync;

import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.run.StateAccess;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.metadata.ModelState;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What happened to a model before its state, as far as that explains why the state does not say where to begin.
 *
 * @param loss why the state has started over, if it has in this run
 * @param elsewhere what is known of earlier syncs whose state does not count here
 */
record MissingStateReason(Optional<String> loss, Optional<String> elsewhere) {

    /** Nothing happened that the state does not say. */
    static final MissingStateReason NONE = new MissingStateReason(Optional.empty(), Optional.empty());

    /** Asks the store, if the state says nothing. */
    static CompletableFuture<MissingStateReason> read(
            RunContext run, StateAccess states, ModelState state, Optional<String> loss) {
        if (loss.isPresent()
                || RunStart.lowerBound(state).isPresent()
                || state.checkpoint().isPresent()) {
            return CompletableFuture.completedFuture(new MissingStateReason(loss, Optional.empty()));
        }
        return run.retrier()
                .call(Work.STATE, "Reading the states of " + run.key(), () -> elsewhere(states, state))
                .thenApply(elsewhere -> new MissingStateReason(loss, elsewhere));
    }

    private static Optional<String> elsewhere(StateAccess states, ModelState state) {
        if (state.sinkMark() > 0) {
            // a first sync that has not completed needs no reason
            return state.lastSync()
                    .map(completed ->
                            "the state started over in an earlier run, which reported why, and no full sync has"
                                    + " completed since");
        }
        if (RunStart.lowerBound(states.unassigned()).isPresent()) {
            return Optional.of("an earlier version saved its state without the source and the sink it belongs to");
        }
        boolean synced = states.elsewhere().stream()
                .anyMatch(other -> RunStart.lowerBound(other).isPresent());
        return synced
                ? Optional.of(
                        "this sink has no saved state of the model, other ones have: usual in a reindex; otherwise it was deleted and"
                                + " created again, or its name has changed")
                : Optional.empty();
    }
}
