package io.syncline.core.internal.lease;

import static java.util.concurrent.CompletableFuture.completedFuture;

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

/**
 * The calls of a run before it has the lease. They are retried, unless
 *
 * <ul>
 *   <li>another run holds the lease: then there is nothing to wait for;
 *   <li>the model was never synced: then a wrong address is likelier than an outage, and is reported within seconds, when a
 *       fault that passes at once, such as that of a registry that is reloaded, has had time to pass. This goes for syncs
 *       only.
 * </ul>
 *
 * <p>Confined to the loop.
 */
public final class FirstContact implements Preparation.Calls {

    private static final Duration WITH_A_NEW_MODEL = Duration.ofSeconds(3);

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
        return new FirstCall<>(work, what, callable).start();
    }

    /** A call, and what it is repeated for. */
    private final class FirstCall<T> {

        private final Work work;
        private final String what;
        private final Callable<T> callable;
        private final long begin = run.loop().nanoTime();

        FirstCall(Work work, String what, Callable<T> callable) {
            this.work = work;
            this.what = what;
            this.callable = callable;
        }

        CompletableFuture<T> start() {
            return run.retrier()
                    .callOnce(work, what, callable)
                    .handle((value, thrown) ->
                            thrown == null ? completedFuture(value) : again(Failures.of(thrown, what)))
                    .thenCompose(Function.identity());
        }

        private CompletableFuture<T> again(SyncException failure) {
            if (!Failures.isTemporary(failure) || run.cancellation().isStopped()) {
                return CompletableFuture.failedFuture(failure);
            }
            return holder.find()
                    .thenCompose(held -> held.isPresent() ? completedFuture(Duration.ZERO) : patience(work))
                    .thenApply(this::left)
                    .thenCompose(left -> left.isZero()
                            ? CompletableFuture.failedFuture(failure)
                            : run.retrier().callFor(left, work, what, callable));
        }

        /** The first call counts: one that waits for an answer until its deadline may have taken all the time there is. */
        private Duration left(Duration patience) {
            Duration left = patience.minusNanos(run.loop().nanoTime() - begin);
            return left.isNegative() ? Duration.ZERO : left;
        }
    }

    private CompletableFuture<Duration> patience(Work work) {
        Duration longest = run.retrier().giveUpAfter(work);
        if (!forSync || longest.compareTo(WITH_A_NEW_MODEL) <= 0) {
            return completedFuture(longest);
        }
        return run.retrier()
                .call(Work.STATE, "Reading the states of " + run.key(), this::wasSynced)
                .thenApply(synced -> synced ? longest : WITH_A_NEW_MODEL);
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
