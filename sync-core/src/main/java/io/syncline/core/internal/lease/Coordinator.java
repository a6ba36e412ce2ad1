package io.syncline.core.internal.lease;

import io.syncline.api.Quarantine;
import io.syncline.api.RecordId;
import io.syncline.core.internal.run.Fence;
import io.syncline.core.internal.run.FencedSink;
import io.syncline.core.internal.run.PointMaintenance;
import io.syncline.core.internal.run.RecordFailure;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.run.StateAccess;
import io.syncline.core.port.metadata.Checkpoint;
import io.syncline.core.port.metadata.Lease;
import io.syncline.core.port.metadata.ModelState;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What only the holder of the lease may do, and what there is one of per run, however many range runners write: replace
 * the state with its checkpoint and marks, record failures, and trim, lift, hide and delete points.
 *
 * <p>Methods that return futures and those about failures are confined to the loop. Those that change points block and
 * are thread-safe; each checks the lease first.
 */
public final class Coordinator implements PointMaintenance {

    private final StateAccess store;
    private final HeldLease lease;
    private final StateWriter states;
    private final MarkedFence fence;
    private final FencedSink points;
    private final Optional<String> loss;

    /**
     * A coordinator.
     *
     * @param loss why the state has started over, if it has
     */
    Coordinator(RunContext run, StateWriter states, MarkedFence fence, Optional<String> loss) {
        this.lease = fence.lease();
        this.store = lease.store();
        this.states = states;
        this.fence = fence;
        this.points = new FencedSink(run.ports().sink(), run.key(), fence);
        this.loss = loss;
    }

    /** The epoch under which range runners write. */
    public Fence fence() {
        return fence;
    }

    /**
     * Takes a greater epoch. What was sent before under the present one replaces nothing that is written under the new one.
     *
     * @return the new epoch, once state and sink have it
     */
    public CompletableFuture<Long> raiseEpoch() {
        return states.raiseEpoch();
    }

    /** For how long the lease is still valid beyond doubt; zero or less if it is not. */
    public Duration leaseRemaining() {
        return lease.remaining();
    }

    /** The state and the failed records that the lease belongs to, to be read. */
    public StateAccess store() {
        return store;
    }

    /** Why the state has started over, if the sink was found to have lost writes that it relied on. */
    public Optional<String> loss() {
        return loss;
    }

    /** From now on the run stores records, and what it saves relies on what the sink holds; completes when it may be compared. */
    public CompletableFuture<Void> relyOnSink() {
        // a state that has started over is saved with a mark of this run, which names the present database
        return states.rely().thenRun(() -> loss.ifPresent(reason -> fence.written()));
    }

    /**
     * Takes a greater epoch. A run that may write a record a second time does so before: a write or deletion whose answer was
     * lost, so that it was repeated, may arrive late, and the sink cannot tell it from a newer one of the same epoch.
     */
    public CompletableFuture<Void> nextEpoch() {
        return states.nextEpoch();
    }

    /** The lease as it was granted. */
    public Lease lease() {
        return lease.granted();
    }

    /** The state as it was read or saved last. */
    public ModelState state() {
        return lease.state();
    }

    /** What the run waits for, or null; other processes see it after the next save. */
    public void waitingFor(@Nullable String what) {
        lease.waitingFor(what);
    }

    /**
     * Notes what became of records: failures are stored with the next save, and earlier ones end of those that are stored
     * or were found unchanged.
     */
    public void acknowledged(Collection<RecordFailure> failures, Collection<RecordId> handled) {
        states.failed(failures);
        states.resolved(handled);
    }

    /** Saves failures before what they say of records becomes true of them. */
    public CompletableFuture<Void> announce(Collection<RecordFailure> failures, long done) {
        states.failed(failures);
        return save(UnaryOperator.identity(), done);
    }

    public boolean hasUnsavedFailures() {
        return states.hasUnsavedFailures();
    }

    /** Whether failed records are stored. Blocks; called while nothing is being saved. */
    public boolean hasFailures() {
        return !states.hasNoneFailed();
    }

    /** Ends the failures of records that were deleted in the source, with the next save. */
    public void deletedInSource(Collection<RecordId> ids) {
        states.resolved(ids);
    }

    /** Saves a change of the state together with the failures noted so far, and renews the lease. */
    public CompletableFuture<Void> save(UnaryOperator<ModelState> change, long done) {
        return states.save(change, done, OptionalLong.empty());
    }

    /**
     * Saves a checkpoint under new settings before the first document is written with them, unless the state knows the
     * settings already. If the run dies, no later one takes old documents for current.
     *
     * @param start makes the checkpoint of a run that reads all records
     */
    public CompletableFuture<Void> announce(String fingerprint, Supplier<CompletableFuture<Checkpoint>> start) {
        ModelState state = lease.state();
        Optional<String> known = state.checkpoint().map(Checkpoint::fingerprint).or(state::fingerprint);
        if (known.isEmpty() || known.get().equals(fingerprint)) {
            return CompletableFuture.completedFuture(null);
        }
        return start.get()
                .thenCompose(checkpoint ->
                        save(old -> old.toBuilder().checkpoint(checkpoint).build(), 0));
    }

    @Override
    public void trim(Map<RecordId, Integer> chunkCounts) {
        points.trim(chunkCounts);
    }

    @Override
    public void lift(List<RecordId> ids) {
        points.lift(ids);
    }

    public void quarantine(List<RecordId> ids, Quarantine quarantine) {
        points.quarantine(ids, quarantine);
    }

    @Override
    public void delete(List<RecordId> ids) {
        points.delete(ids);
    }
}
