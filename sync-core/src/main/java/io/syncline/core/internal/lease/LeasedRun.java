package io.syncline.core.internal.lease;

import static io.syncline.core.internal.runtime.EngineLog.LOG;

import io.syncline.api.ActiveRun;
import io.syncline.api.ModelName;
import io.syncline.api.RunKind;
import io.syncline.api.failure.LostRaceException;
import io.syncline.api.failure.SyncException;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.runtime.Failures;
import io.syncline.core.internal.runtime.Retrier;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.metadata.ModelState;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Does something under the lease of a model.
 *
 * <ol>
 *   <li>Take the lease, or be refused.
 *   <li>Do the task, while a heartbeat saves how far it is and renews the lease.
 *   <li>Save what the task leaves in the state and give the lease back, in one step. A lease that was lost belongs to
 *       another run, so then nothing is saved.
 * </ol>
 *
 * <p>Confined to the loop, but for {@link #cancel()}.
 */
public final class LeasedRun implements Heartbeat.Patient {

    /** What is done under the lease. */
    public interface Task {

        /** What others are told that find the model locked. */
        RunKind kind();

        /**
         * Does all of it, or what of it was begun when {@link #stop()} or {@link #broken} is called.
         */
        CompletableFuture<?> work(HeldLease lease, StateWriter books);

        /** Begins nothing more. */
        void stop();

        /** Begins nothing more, since the lease is lost or cannot be renewed. */
        default void broken(SyncException failure) {
            stop();
        }

        /** Records processed. */
        long done();

        /** Records to process, as far as known. */
        default OptionalLong total() {
            return OptionalLong.empty();
        }

        /** What to change in the state while the work is not done, as of now. */
        default UnaryOperator<ModelState> unfinished() {
            return UnaryOperator.identity();
        }

        /** What to change in the state once all the work is done. */
        default UnaryOperator<ModelState> completed() {
            return UnaryOperator.identity();
        }

        /** Why something was left undone for good reason, once the work is done; or empty. */
        default Optional<String> objection() {
            return Optional.empty();
        }
    }

    private final RunContext run;
    private final Retrier stateRetrier;
    private final String owner;
    private final Task task;
    private final String name;
    private boolean cancelled;
    private @Nullable SyncException lost;

    /**
     * Takes no lease yet.
     *
     * @param random behind the waits of the state's retries
     * @param owner who the lease is for; no two runs have the same
     */
    public LeasedRun(RunContext run, RandomGenerator random, String owner, Task task) {
        this.run = run;
        // not the run's own: what was reached is saved even where the rest is given up
        this.stateRetrier = new Retrier(run.loop(), run.settings().retry(), random);
        this.owner = owner;
        this.task = task;
        this.name = BlockedMessage.name(task.kind()) + " of " + model();
    }

    private ModelName model() {
        return run.key().model();
    }

    /** Whether nothing more should be begun. */
    public boolean isOver() {
        return cancelled || lost != null;
    }

    /** Lets what is in flight end; the state is saved and the lease given back all the same. */
    public void cancel() {
        run.loop().execute(() -> {
            cancelled = true;
            run.retrier().stop();
            task.stop();
        });
    }

    /**
     * Runs to the end. The future completes normally, whatever happens.
     *
     * @param liveView what is known better here of the run that stands in the way, if any
     */
    public CompletableFuture<RunResult> run(UnaryOperator<ActiveRun> liveView) {
        LeaseManager leases =
                new LeaseManager(run.ports().metadata(), run.settings().leaseTtl(), run.loop()::nanoTime);
        String what = "Taking the lease of " + model();
        return stateRetrier
                .call(Work.STATE, what, () -> leases.acquire(model(), task.kind(), owner))
                .thenCompose(acquired -> {
                    HeldLease lease = acquired.lease();
                    return lease == null
                            ? CompletableFuture.completedFuture(
                                    RunResult.refused(liveView.apply(acquired.other()), acquired.now()))
                            : hold(lease);
                })
                .exceptionally(thrown -> failed(Failures.of(thrown, what)));
    }

    private CompletableFuture<RunResult> hold(HeldLease lease) {
        StateWriter books = new StateWriter(stateRetrier, run.ports().metadata(), lease, model());
        Heartbeat heartbeat = new Heartbeat(run.loop(), run.settings(), books, this);
        heartbeat.start();
        return CompletableFuture.completedFuture(lease)
                .thenCompose(held -> task.work(held, books))
                .handle((done, thrown) -> {
                    heartbeat.stop();
                    return thrown == null ? lost : Failures.of(thrown, name);
                })
                .thenCompose(failure -> end(books, failure));
    }

    private CompletableFuture<RunResult> end(StateWriter books, @Nullable SyncException failure) {
        if (failure instanceof LostRaceException) {
            return CompletableFuture.completedFuture(failed(failure));
        }
        boolean whole = failure == null && !cancelled;
        return books.release(whole ? task.completed() : task.unfinished())
                .handle((saved, thrown) ->
                        thrown == null ? null : Failures.of(thrown, "Saving the state of " + model()))
                .thenApply(unsaved -> {
                    if (cancelled && unsaved == null) {
                        return RunResult.cancelled(failure);
                    }
                    SyncException reason = failure == null ? unsaved : failure;
                    return reason == null ? worked() : failed(reason);
                });
    }

    private RunResult worked() {
        Optional<String> objection = task.objection();
        objection.ifPresent(reason -> LOG.warn("{} refused: {}", name, reason));
        return objection.map(RunResult::refusedByGuard).orElseGet(RunResult::completed);
    }

    private RunResult failed(SyncException failure) {
        LOG.error("{} failed: {}", name, failure.getMessage());
        return RunResult.failed(failure);
    }

    @Override
    public UnaryOperator<ModelState> change() {
        return task.unfinished();
    }

    @Override
    public long done() {
        return task.done();
    }

    @Override
    public OptionalLong total() {
        return task.total();
    }

    @Override
    public void broken(SyncException failure) {
        lost = failure;
        run.retrier().stop();
        task.broken(failure);
    }
}
