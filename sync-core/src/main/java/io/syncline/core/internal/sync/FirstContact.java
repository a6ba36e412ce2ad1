package io.syncline.core.internal.sync;

import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;
import io.syncline.api.failure.UnknownOutcomeException;
import io.syncline.core.internal.run.Preparation;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.runtime.Failures;
import io.syncline.core.internal.runtime.Retrier;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.metadata.StateKey;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * The first calls of a sync. Before a model was ever synced, a wrong address is likelier than an outage, and is reported
 * immediately; afterwards, calls are retried. Confined to the loop.
 */
final class FirstContact implements Preparation.Calls {

    private final RunContext run;
    private final Retrier once;

    FirstContact(RunContext run, RandomGenerator random) {
        this.run = run;
        this.once = Retrier.once(run.loop(), random);
    }

    @Override
    public <T> CompletableFuture<T> call(Work work, String what, Callable<T> callable) {
        return once.call(work, what, callable)
                .handle((value, thrown) -> thrown == null
                        ? CompletableFuture.completedFuture(value)
                        : again(work, what, callable, Failures.of(thrown, what)))
                .thenCompose(Function.identity());
    }

    private <T> CompletableFuture<T> again(Work work, String what, Callable<T> callable, SyncException failure) {
        if (!(failure instanceof TransientException) && !(failure instanceof UnknownOutcomeException)) {
            return CompletableFuture.failedFuture(failure);
        }
        return run.retrier()
                .call(Work.STATE, "Reading the states of " + run.key(), this::wasSynced)
                .thenCompose(synced -> synced
                        ? run.retrier().call(work, what, callable)
                        : CompletableFuture.failedFuture(failure));
    }

    /** Whether a sync of the model into any sink has completed or got somewhere. */
    private boolean wasSynced() {
        MetadataStore store = run.ports().metadata();
        return store.keys().stream()
                .filter(this::isOfModel)
                .map(key -> store.read(key).state())
                .anyMatch(FirstContact::hasSynced);
    }

    private boolean isOfModel(StateKey key) {
        boolean source = key.isUnassigned() || key.source().equals(run.key().source());
        return source && key.model().equals(run.model());
    }

    private static boolean hasSynced(ModelState state) {
        return state.lastSync().isPresent() || state.checkpoint().isPresent();
    }
}
