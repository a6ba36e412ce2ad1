package io.syncline.core.internal.pipeline;

import io.syncline.api.failure.SetupException;
import io.syncline.core.internal.run.RecordFailure;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.run.RunCounters;
import java.util.Optional;

/** Whether so many records failed that the records cannot be the reason. Confined to the loop. */
public final class FailureShare {

    private FailureShare() {}

    /**
     * Why a run has to stop, if it has to.
     *
     * @param last the record that failed last
     */
    public static Optional<SetupException> objection(RunContext run, RecordFailure last) {
        RunCounters counters = run.counters();
        boolean most = counters.failed() > run.settings().errorShare() * counters.fetched();
        boolean many = counters.failed() >= run.settings().errorBudget() && most;
        return many
                ? Optional.of(new SetupException("Stopped because " + counters.failed() + " of " + counters.fetched()
                        + " records of " + run.model() + " failed, the last one (" + last.id() + ") because: "
                        + last.reason()))
                : Optional.empty();
    }
}
