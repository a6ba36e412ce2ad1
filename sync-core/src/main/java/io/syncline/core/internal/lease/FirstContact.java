package io.syncline.core.internal.lease;

import io.syncline.api.failure.SyncException;
import io.syncline.core.internal.run.Preparation;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.runtime.Failures;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.metadata.StateKey;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The calls of a run before it has the lease. They are retried, unless
 *
 * <ul>
 *   <li>another run holds the lease: then there is nothing to wait for;
 *   <li>the model was never synced: then a wrong address is likelier than an outage, and is reported immediately. This goes
 *       for syncs only.
 * </ul>
 *
 * <p>Confined to the loop.
 */
public final class FirstContact implements Preparation.Calls {

    private final RunContext run;
    private final BlockingRunLookup holder;
    private final boolean forSync;

    public FirstContact(RunContext run, boolean forSync) {
        this.run = run;
        this.holder = new BlockingRunLookup(run);
        this.forSync = forSync;
    }

    @Override
    public <T> CompletableFuture<T> call(Work work, String what, Callable<T> callable) {
        long begin = run.loop().nanoTime();
        return run.retrier()
                .callOnce(work, what, callable)
                .handle((value, thrown) -> thrown == null
                        ? CompletableFuture.completedFuture(value)
                        : again(
                                Failures.of(thrown, what),
                                () -> run.retrier().callFor(timeLeft(work, begin), work, what, callable)))
                .thenCompose(Function.identity());
    }

    /** The first call counts: one that waits for an answer until its deadline may have taken all the time there is. */
    private Duration timeLeft(Work work, long begin) {
        Duration left = run.retrier().giveUpAfter(work).minusNanos(run.loop().nanoTime() - begin);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private <T> CompletableFuture<T> again(SyncException failure, Supplier<CompletableFuture<T>> call) {
        if (!Failures.isTemporary(failure) || run.cancellation().isStopped()) {
            return CompletableFuture.failedFuture(failure);
        }
        return holder.find()
                .thenCompose(held -> held.isPresent() ? CompletableFuture.completedFuture(false) : mayRetry())
                .thenCompose(retry -> retry ? call.get() : CompletableFuture.failedFuture(failure));
    }

    private CompletableFuture<Boolean> mayRetry() {
        return forSync
                ? run.retrier().call(Work.STATE, "Reading the states of " + run.key(), this::wasSynced)
                : CompletableFuture.completedFuture(true);
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
