package io.syncline.core.internal.lease;

import io.syncline.core.internal.run.Preparation;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.run.StateAccess;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.vector.SinkIdentity;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Finds the run that holds the lease of a run which could not get so far as to ask for it: whoever is blocked learns that,
 * whatever else is wrong. Confined to the loop.
 */
final class BlockingRunLookup {

    private final RunContext run;

    BlockingRunLookup(RunContext run) {
        this.run = run;
    }

    /** The holder; empty if there is none, or sink or store cannot be asked. Never fails. */
    CompletableFuture<Optional<Acquisition>> find() {
        return run.retrier()
                .callOnce(Work.COMPARE, "Opening the sink for " + run.key(), () -> Preparation.open(run.ports()))
                .thenCompose(this::find)
                .exceptionally(thrown -> Optional.empty());
    }

    private CompletableFuture<Optional<Acquisition>> find(SinkIdentity sink) {
        StateAccess store = StateAccess.of(run.ports().metadata(), run.key(), sink);
        LeaseClock clock = new LeaseClock(run.settings().leaseTtl(), run.loop()::nanoTime);
        return run.retrier()
                .callOnce(
                        Work.STATE,
                        "Reading the lease of " + store.key(),
                        () -> new LeaseManager(store, clock, sink.name()).holder());
    }
}
