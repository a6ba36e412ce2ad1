package io.syncline.core.internal.lease;

import static java.util.Objects.requireNonNull;

import io.syncline.api.failure.LostRaceException;
import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;
import io.syncline.api.failure.UnknownOutcomeException;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.SinkMark;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Proves with the mark of a model in the sink that the sink still holds what the state relies on.
 *
 * <p>The state and the sink hold the same number. It rises before the first write of a run, and before each save that
 * relies on writes since it rose last. After a run that died, and where there is no mark yet, it also rises before anything is
 * compared, since writes of that run may still arrive. A number is never used twice. So:
 *
 * <ul>
 *   <li>A sink whose number is smaller than the state's, or that has none, has lost writes which the state relies on: it
 *       was emptied, or restored from an older copy. The state then starts over, before anything else is done.
 *   <li>A sink that refuses the raise although it has the expected number is another store than the one that was opened.
 *   <li>A sink whose number is greater holds at least that: a run died between raising the mark and saving the state, the
 *       state was restored, or another state store is used with this sink. A run that finds records of such writes
 *       unchanged relies on them too, so it raises the mark before it saves.
 * </ul>
 *
 * <p>A run that relies on nothing in the sink, such as a cleanup, raises the mark only to show its epoch.
 *
 * <p>The number contains the epoch of the run that raised it, see {@link MarkNumbers}, and rises before the first write. So a run
 * whose state was lost or restored learns from it which epochs the sink has seen, whatever the clock says, and that there were
 * runs which its state does not know.
 *
 * <p>Thread-safe. What calls the sink blocks, and keeps nobody waiting who does not.
 */
final class SinkMarks {

    private static final int ATTEMPTS = 10;
    private static final int REFUSALS_OF_ANOTHER_STORE = 2;

    private final OpenedStore store;
    private final VectorSink sink;
    private final ModelKey key;
    private final Supplier<Optional<String>> database;
    private final ModelState before;
    private final AtomicReference<MarkProof> proof = new AtomicReference<>(MarkProof.NOT_NEEDED);
    private Optional<String> lastDatabase = Optional.empty();
    private List<String> knownDatabases = List.of();
    /** The number in the sink as far as this run knows; 0 if there is none. */
    private volatile long present;
    /** The greatest number that sink or state ever had, as far as this run knows. */
    private volatile long greatest;

    private volatile long epoch;

    /**
     * The mark of a model, not yet read.
     *
     * @param database identity of the source's database; may block
     * @param before the state as it was before this run acquired the lease
     */
    SinkMarks(OpenedStore store, ModelKey key, Supplier<Optional<String>> database, ModelState before) {
        this.store = store;
        this.sink = store.sink();
        this.key = key;
        this.database = database;
        this.before = before;
    }

    /**
     * Reads the mark of the sink, under the lease and before any write.
     *
     * @param epochOfRun the epoch of the lease
     * @param earlier the mark before the lease was acquired; that of an orderly run is not read again
     * @return why the state must start over, if the sink has lost some of what it relies on, or has what it does not know
     */
    synchronized Optional<String> begin(long epochOfRun, Optional<SinkMark> earlier) {
        boolean isPresent = before.lease().isEmpty() && SinkLoss.value(earlier) == before.sinkMark();
        Optional<SinkMark> found = isPresent ? earlier : sink.mark(key);
        long value = SinkLoss.value(found);
        MarkNumbers.check(key, value);
        present = value;
        lastDatabase = found.flatMap(SinkMark::database);
        knownDatabases = OtherDatabase.known(sink, key, found, before.sinkMark() == 0);
        greatest = Math.max(present, before.sinkMark());
        epoch = epochOfRun;
        return SinkLoss.of(found, before);
    }

    /** An epoch that no point of the model exceeds, once the mark has been read. */
    long greatestEpoch() {
        return MarkNumbers.epoch(present);
    }

    /** The run goes on under a greater epoch. */
    void outranked(long greater) {
        epoch = greater;
    }

    /**
     * From now on the run stores records, and what it saves relies on what the sink holds.
     *
     * @return whether the mark must be raised before anything is compared
     */
    synchronized boolean rely() {
        boolean risesFirst = before.lease().isPresent() || present == 0 || present != before.sinkMark();
        proof.compareAndSet(MarkProof.NOT_NEEDED, MarkProof.AS_FOUND);
        if (risesFirst) {
            proof.compareAndSet(MarkProof.AS_FOUND, MarkProof.DOUBTFUL);
        }
        return risesFirst;
    }

    /**
     * Raises the mark before the first write.
     *
     * @throws LostRaceException if the sink has lost writes; nothing may be written then
     */
    synchronized void beforeWrite() {
        MarkProof now = proof();
        if (now.isOwedBeforeWrite()) {
            raise();
        } else if (now == MarkProof.NOT_NEEDED && greatestEpoch() < epoch) {
            raiseNumber();
        }
        if (isLost()) {
            throw new LostRaceException(failure().getMessage());
        }
    }

    /** The databases whose records the sink may hold, once the mark has been read; empty if it is not known. */
    synchronized List<String> knownDatabases() {
        return knownDatabases;
    }

    private MarkProof proof() {
        return requireNonNull(proof.get());
    }

    /** A write has returned. */
    void written() {
        proof.updateAndGet(MarkProof::written);
    }

    /** Whether the mark must be raised before a save. */
    boolean isUnproved() {
        return proof().isOwedBeforeSave();
    }

    /** Whether the sink has lost writes while this run was writing. */
    boolean isLost() {
        return proof.get() == MarkProof.LOST;
    }

    /** Why a run ends whose writes were lost. */
    SyncException failure() {
        return new TransientException(
                "Stopped a run of " + key + " because " + SinkLoss.REASON
                        + " while the run was writing. Start it again:" + " the next sync reads all records",
                null);
    }

    /** Raises the mark if that is necessary; afterwards, either everything written so far is proved, or it is lost. */
    synchronized void prove() {
        if (isUnproved()) {
            raise();
        }
    }

    /**
     * Raises the mark although that is not necessary, which shows that the sink takes writes.
     *
     * @throws LostRaceException if the sink has lost writes
     */
    synchronized void control() {
        if (proof.get() == MarkProof.NOT_NEEDED) {
            raiseNumber();
        } else if (!isLost()) {
            raise();
        }
        if (isLost()) {
            throw new LostRaceException(failure().getMessage());
        }
    }

    private void raise() {
        MarkProof before = proof.getAndUpdate(MarkProof::rising);
        try {
            if (raiseNumber()) {
                proof.updateAndGet(MarkProof::raised);
            }
        } catch (RuntimeException e) {
            proof.updateAndGet(now -> now.notRaised(before));
            throw e;
        }
    }

    /** Raises the number in the sink, unless the sink turns out to have lost writes. */
    private boolean raiseNumber() {
        int refused = 0;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            SinkMark next = new SinkMark(MarkNumbers.next(epoch, greatest), currentDatabase());
            if (replaced(present, next)) {
                present = next.value();
                greatest = next.value();
                return true;
            }
            // a smaller mark than the one that was there before means that writes were lost; a greater one is somebody
            // else's; and if the expected one is refused again, another store is there
            long found = SinkLoss.value(sink.mark(key));
            refused = found == present ? refused + 1 : 0;
            if (found < present || refused == REFUSALS_OF_ANOTHER_STORE) {
                proof.set(MarkProof.LOST);
                return false;
            }
            present = found;
            greatest = Math.max(greatest, found);
        }
        throw new TransientException(
                "The mark of " + key + " in the sink changed between " + ATTEMPTS + " attempts to raise it", null);
    }

    private boolean replaced(long expected, SinkMark next) {
        try {
            return sink.raiseMark(key, store.identity().id(), expected, next);
        } catch (UnknownOutcomeException e) {
            if (SinkLoss.value(sink.mark(key)) == next.value()) {
                return true;
            }
            throw e;
        }
    }

    /** A source that cannot answer now has the database that it had before. */
    private Optional<String> currentDatabase() {
        try {
            lastDatabase = database.get().or(() -> lastDatabase);
        } catch (SyncException e) {
            return lastDatabase;
        }
        return lastDatabase;
    }

    /** Whether a state has the number that the sink has. */
    boolean isIn(ModelState state) {
        return state.sinkMark() >= present;
    }

    /** A state with the number that the sink has. */
    ModelState onto(ModelState state) {
        return state.toBuilder().sinkMark(Math.max(state.sinkMark(), present)).build();
    }

    /** The state of a model whose sink has lost writes; its number is the greatest one. */
    ModelState startingOver(ModelState state) {
        return state.startingOver().toBuilder()
                .sinkMark(Math.max(state.sinkMark(), greatest))
                .build();
    }
}
