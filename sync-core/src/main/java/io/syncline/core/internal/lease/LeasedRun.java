package io.syncline.core.internal.lease;

import static io.syncline.core.internal.runtime.EngineLog.LOG;

import io.syncline.api.ActiveRun;
import io.syncline.api.RunKind;
import io.syncline.api.RunOutcome;
import io.syncline.api.failure.LostRaceException;
import io.syncline.api.failure.ReadOnlyStoreException;
import io.syncline.api.failure.SyncException;
import io.syncline.core.internal.run.Cancellation;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.run.RunResult;
import io.syncline.core.internal.run.StateAccess;
import io.syncline.core.internal.runtime.Failures;
import io.syncline.core.internal.runtime.Retrier;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.vector.SinkIdentity;
import io.syncline.core.port.vector.SinkMark;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Does a task under the lease of a model.
 *
 * <ol>
 *   <li>Open the sink, or create it: the lease belongs to source, model and sink.
 *   <li>Read the mark of the sink, and acquire the lease, or end as blocked by the run that has it. A state that does not know
 *       the writes which the mark stands for starts over, since its new epoch would hide them.
 *   <li>Compare the mark of the sink with that of the state. If the sink has lost writes, the state starts over.
 *   <li>Do the task, while a heartbeat saves how far it is and renews the lease. A heartbeat that fails aborts the run.
 *   <li>Save what the task leaves in the state and release the lease, in one step. A lease that was lost belongs to
 *       another run, so then nothing is saved.
 * </ol>
 *
 * <p>Confined to the loop.
 */
public final class LeasedRun {

    /** The work under the lease. It stops when the {@link Cancellation} of its run is requested. */
    public interface Task {

        /** What other processes see that find the model locked. */
        RunKind kind();

        /** Opens the sink, or creates it; before there is a lease. */
        CompletableFuture<SinkIdentity> open();

        /**
         * Does all of it, or what of it had been started when the run was stopped.
         *
         * @return completed, refused or failed; whether it was stopped makes no difference
         */
        CompletableFuture<RunResult> work(Coordinator coordinator);

        /** Whether it reads the source, so that the source must still have the database whose records are stored. */
        default boolean readsSource() {
            return true;
        }

        /** Whether another database may take the place of the one whose records are stored. */
        default boolean acceptsDatabase() {
            return false;
        }

        /** Records processed. */
        long done();

        /** Records to process, as far as known. */
        default OptionalLong total() {
            return OptionalLong.empty();
        }

        /**
         * The work of a task that changes nothing, to be done without a lease where the metadata store cannot be written.
         *
         * @return empty if the task needs the lease
         */
        default Optional<Supplier<CompletableFuture<RunResult>>> withoutLease() {
            return Optional.empty();
        }

        /** What to change in the state while the work is not done. */
        default UnaryOperator<ModelState> unfinished() {
            return UnaryOperator.identity();
        }

        /** What to change in the state once all the work is done. */
        default UnaryOperator<ModelState> completed() {
            return UnaryOperator.identity();
        }
    }

    private final RunContext run;
    private final Retrier stateRetrier;
    private final String owner;
    private final Task task;
    private final String name;
    private final RunEnd end;

    /**
     * Acquires no lease yet.
     *
     * @param owner who the lease is for; no two runs have the same
     */
    public LeasedRun(RunContext run, String owner, Task task) {
        this.run = run;
        // not the run's own: how far it got is saved even when everything else was stopped
        this.stateRetrier = run.retrier().independent();
        this.owner = owner;
        this.task = task;
        this.end = new RunEnd(run, task.kind());
        this.name = task.kind().noun() + " of " + run.model();
    }

    /**
     * Runs to the end. The future completes normally, whatever happens.
     *
     * @param liveView replaces the stored progress of a blocking run by the progress known to this process
     */
    public CompletableFuture<RunResult> run(UnaryOperator<ActiveRun> liveView) {
        return task.open()
                .thenCompose(this::readMark)
                .handle((opened, thrown) -> thrown == null ? acquire(opened, liveView) : notOpened(thrown, liveView))
                .thenCompose(Function.identity())
                .exceptionally(thrown -> failed(Failures.of(thrown, name)));
    }

    private CompletableFuture<RunResult> notOpened(Throwable thrown, UnaryOperator<ActiveRun> liveView) {
        return new BlockingRunLookup(run)
                .find()
                .thenApply(holder -> holder.map(answer -> blocked(liveView.apply(answer.other()), answer))
                        .orElseGet(() -> failed(Failures.of(thrown, name))));
    }

    /** A sink, and its mark before the lease. */
    private record Opened(SinkIdentity sink, Optional<SinkMark> mark) {}

    private CompletableFuture<Opened> readMark(SinkIdentity sink) {
        return run.retrier()
                .call(
                        Work.COMPARE,
                        readingMark(),
                        () -> new Opened(sink, run.ports().sink().mark(run.key())));
    }

    private String readingMark() {
        return "Reading the mark of " + run.key() + " in the sink";
    }

    private CompletableFuture<RunResult> acquire(Opened opened, UnaryOperator<ActiveRun> liveView) {
        SinkIdentity sink = opened.sink();
        LeaseClock clock = new LeaseClock(run.settings().leaseTtl(), run.loop()::nanoTime);
        StateAccess store = StateAccess.of(run.ports().metadata(), run.key(), sink);
        LeaseManager leases = new LeaseManager(store, clock, sink.name());
        String what = "Acquiring the lease of " + run.model();
        return stateRetrier
                .call(Work.STATE, what, () -> leases.acquire(task.kind(), owner, 0, opened.mark()))
                .handle((answer, thrown) -> thrown == null ? begin(answer, opened, liveView) : withoutLease(thrown))
                .thenCompose(Function.identity());
    }

    private CompletableFuture<RunResult> begin(Acquisition answer, Opened opened, UnaryOperator<ActiveRun> liveView) {
        HeldLease lease = answer.lease();
        return lease == null
                ? CompletableFuture.completedFuture(blocked(liveView.apply(answer.other()), answer))
                : hold(lease, opened, answer.before());
    }

    private CompletableFuture<RunResult> withoutLease(Throwable thrown) {
        SyncException failure = Failures.of(thrown, name);
        return task.withoutLease()
                .filter(work -> failure instanceof ReadOnlyStoreException)
                .map(work -> work.get()
                        .exceptionally(failed -> RunResult.failed(Failures.of(failed, name)))
                        .thenApply(this::logged))
                .orElseGet(() -> CompletableFuture.failedFuture(failure));
    }

    private static RunResult blocked(ActiveRun holder, Acquisition answer) {
        return RunResult.blocked(holder, BlockedMessage.of(holder, answer.now(), answer.expiresAt()));
    }

    private CompletableFuture<RunResult> hold(HeldLease lease, Opened opened, ModelState before) {
        SourceDatabase database = new SourceDatabase(run.ports().source());
        SinkMarks marks =
                new SinkMarks(new OpenedStore(run.ports().sink(), opened.sink()), run.key(), database, before);
        StateWriter states = new StateWriter(stateRetrier, run.retrier(), lease.store(), lease, marks);
        Heartbeat heartbeat = Heartbeat.of(run, states, task);
        heartbeat.start();
        return readMark(lease, opened.mark(), states, marks)
                .thenCompose(loss -> task.readsSource()
                        ? compareDatabases(states, marks, database, loss)
                        : CompletableFuture.completedFuture(loss))
                .thenCompose(loss -> task.work(new Coordinator(run, states, new MarkedFence(lease, marks), loss)))
                .exceptionally(thrown -> RunResult.failed(Failures.of(thrown, name)))
                .thenCompose(worked -> end(states, marks, heartbeat, afterAbort(worked)));
    }

    private CompletableFuture<Optional<String>> readMark(
            HeldLease lease, Optional<SinkMark> mark, StateWriter states, SinkMarks marks) {
        return run.retrier()
                .call(Work.COMPARE, readingMark(), () -> marks.begin(lease.epoch(), mark))
                .thenCompose(loss -> states.outrank().thenCompose(done -> {
                    if (loss.isEmpty()) {
                        return CompletableFuture.completedFuture(loss);
                    }
                    LOG.warn("The saved state of {} starts over: {}", run.key(), loss.get());
                    return states.startOver().thenApply(saved -> loss);
                }));
    }

    /** Ends the run if the source has another database than the one whose records are stored, unless that is accepted. */
    private CompletableFuture<Optional<String>> compareDatabases(
            StateWriter states, SinkMarks marks, SourceDatabase database, Optional<String> loss) {
        List<String> known = marks.knownDatabases();
        if (known.isEmpty()) {
            // the source is not asked for what there is nothing to compare with
            return CompletableFuture.completedFuture(loss);
        }
        String what = "Reading the identity of the database of " + run.key().source();
        return run.retrier()
                .call(Work.SOURCE, what, () -> OtherDatabase.find(run.key(), known, database.get()))
                .thenCompose(found -> {
                    if (found.isEmpty()) {
                        return CompletableFuture.completedFuture(loss);
                    }
                    if (!task.acceptsDatabase()) {
                        return CompletableFuture.failedFuture(found.get().refusal());
                    }
                    String reason = found.get().accepted();
                    LOG.warn("The saved state of {} starts over: {}", run.key(), reason);
                    return states.startOver().thenApply(saved -> Optional.of(reason));
                });
    }

    /** An abort counts as the failure of whatever ended without one. */
    private RunResult afterAbort(RunResult worked) {
        return worked.failure().isPresent()
                ? worked
                : run.cancellation().abortCause().map(RunResult::failed).orElse(worked);
    }

    private CompletableFuture<RunResult> end(
            StateWriter states, SinkMarks marks, Heartbeat heartbeat, RunResult worked) {
        boolean leaseLost =
                worked.failure().filter(LostRaceException.class::isInstance).isPresent();
        if (leaseLost && !marks.isLost()) {
            heartbeat.stop();
            return CompletableFuture.completedFuture(logged(worked));
        }
        return states.prove().handle((proved, thrown) -> thrown).thenCompose(unproved -> {
            heartbeat.stop();
            if (marks.isLost()) {
                RunResult lost = RunResult.failed(marks.failure());
                return release(states.releaseUnproved(end.noted(lost, marks::startingOver)), lost);
            }
            if (unproved != null) {
                RunResult failed =
                        worked.failure().isPresent() ? worked : RunResult.failed(Failures.of(unproved, name));
                return release(states.releaseUnproved(end.noted(failed, UnaryOperator.identity())), failed);
            }
            boolean whole = worked.isCompleted() && !run.cancellation().isCancelled();
            UnaryOperator<ModelState> change = whole ? task.completed() : task.unfinished();
            return release(states.release(end.noted(worked, change)), worked);
        });
    }

    private CompletableFuture<RunResult> release(CompletableFuture<Void> released, RunResult result) {
        return released.handle((saved, thrown) -> thrown == null
                        ? Optional.<SyncException>empty()
                        : Optional.of(Failures.of(thrown, "Saving the state of " + run.model())))
                .thenApply(unsaved -> logged(result(result, unsaved)));
    }

    private RunResult result(RunResult worked, Optional<SyncException> unsaved) {
        if (run.cancellation().isCancelled() && unsaved.isEmpty()) {
            return RunResult.cancelled(worked.failure());
        }
        return worked.failure().isPresent()
                ? worked
                : unsaved.map(RunResult::failed).orElse(worked);
    }

    private RunResult failed(SyncException failure) {
        boolean cancelled = run.cancellation().isCancelled();
        return logged(cancelled ? RunResult.cancelled(Optional.of(failure)) : RunResult.failed(failure));
    }

    private RunResult logged(RunResult result) {
        run.warnings().end();
        if (result.failure().isPresent()) {
            LOG.error("{} failed: {}", name, result.failure().get().getMessage());
        } else if (!result.isCompleted() && result.outcome() != RunOutcome.CANCELLED) {
            LOG.warn("{} refused: {}", name, String.join("; ", result.errors()));
        }
        return result;
    }
}
