package io.syncline.core.internal.lease;

import io.syncline.api.Quarantine;
import io.syncline.api.RecordId;
import io.syncline.core.internal.run.Fence;
import io.syncline.core.internal.run.FencedSink;
import io.syncline.core.internal.run.PointMaintenance;
import io.syncline.core.internal.run.RecordFailure;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.port.metadata.Checkpoint;
import io.syncline.core.port.metadata.Lease;
import io.syncline.core.port.metadata.ModelState;
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

    private final HeldLease lease;
    private final StateWriter states;
    private final FencedSink points;

    Coordinator(RunContext run, HeldLease lease, StateWriter states) {
        this.lease = lease;
        this.states = states;
        this.points = new FencedSink(run.ports().sink(), run.key(), lease);
    }

    /** The epoch under which range runners write. */
    public Fence fence() {
        return lease;
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

    /** Records failures; they are stored with the next save. */
    public void recordFailures(Collection<RecordFailure> failures) {
        states.failed(failures);
    }

    public boolean hasUnsavedFailures() {
        return states.hasUnsavedFailures();
    }

    /** Forgets the failures of records that are stored by now or were deleted in the source, with the next save. */
    public void resolveFailures(Collection<RecordId> ids) {
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

    public void delete(List<RecordId> ids) {
        points.delete(ids);
    }
}
