package io.syncline.core.port;

import io.syncline.api.FailedRecord;
import io.syncline.api.RecordId;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.metadata.StateKey;
import io.syncline.core.port.metadata.VersionedState;
import io.syncline.core.port.record.Cursor;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Stores one small state document per {@link StateKey}, and the records that failed.
 *
 * <p>Leases are built by the engine on {@link #compareAndSet}, so every store provides locking to all that share it:
 * threads, processes or hosts. A change that returned is durable.
 *
 * <p>Thread-safe.
 */
public interface MetadataStore extends AutoCloseable {

    /**
     * The clock by which leases in this store expire. All users of the store see the same clock, give or take a
     * fraction of a lease's time to live.
     *
     * @return the time
     */
    Instant now();

    /**
     * The keys that have a state.
     *
     * @return keys, some of which may be {@linkplain StateKey#isUnassigned unassigned}
     */
    Set<StateKey> keys();

    /**
     * Reads a state.
     *
     * @param key whose state
     * @return the state with its revision; {@link ModelState#NEW} with revision 0 if there is none
     * @throws io.syncline.api.failure.SetupException if the stored state is damaged; it is never treated as absent
     */
    VersionedState read(StateKey key);

    /**
     * Replaces a state if nobody else has done so since it was read. Atomic.
     *
     * @param key whose state
     * @param expectedRevision the revision that was read; 0 if there was none
     * @param next the new state, which gets the revision after the expected one
     * @return whether the state was replaced; if false, nothing was changed
     * @throws io.syncline.api.failure.UnknownOutcomeException if it may or may not have been replaced
     */
    boolean compareAndSet(StateKey key, long expectedRevision, ModelState next);

    /**
     * Adds failed records, or replaces what is known of them.
     *
     * @param key whose records
     * @param epoch fencing token of the run
     * @param failures the records, none of them twice; may be empty
     * @throws io.syncline.api.failure.LostRaceException if the state bears a greater epoch; nothing was changed
     */
    void putFailures(StateKey key, long epoch, Collection<FailedRecord> failures);

    /**
     * Forgets failed records that were synced or deleted in the source. Unknown ids are ignored.
     *
     * @param key whose records
     * @param epoch fencing token of the run
     * @param ids the records; may be empty
     * @throws io.syncline.api.failure.LostRaceException if the state bears a greater epoch; nothing was changed
     */
    void removeFailures(StateKey key, long epoch, Collection<RecordId> ids);

    /**
     * Lists failed records.
     *
     * @param key whose records
     * @param after the position before the first one
     * @param limit the most to return, positive
     * @return failed records by ascending id; fewer than the limit only at the end
     */
    List<FailedRecord> failures(StateKey key, Cursor after, int limit);

    /**
     * Reads one failed record.
     *
     * @param key whose record
     * @param id the record
     * @return what is known of its failure, or empty if it has not failed
     */
    Optional<FailedRecord> failure(StateKey key, RecordId id);

    /**
     * Counts failed records.
     *
     * @param key whose records
     * @return the exact number
     */
    long failureCount(StateKey key);

    /**
     * Moves a state and its failed records to another key, where there is none. Atomic.
     *
     * @param from the present key
     * @param expectedRevision the revision of the state that was read
     * @param epoch the fencing token of that state. A state that was removed and created again counts its revisions anew, so
     *     a call that arrives late could take it for the earlier one; its token differs
     * @param to the new key; its state gets the revision after the expected one
     * @return whether it was moved; if false, because the state was changed or {@code to} has a state, nothing was changed
     */
    boolean move(StateKey from, long expectedRevision, long epoch, StateKey to);

    /**
     * Deletes a state and its failed records. Atomic.
     *
     * @param key whose state
     * @param expectedRevision the revision that was read
     * @param epoch the fencing token of the state that was read, as for {@link #move}
     * @return whether it was deleted; if false, nothing was changed
     */
    boolean remove(StateKey key, long expectedRevision, long epoch);

    /** Releases connections; further calls fail. Closing again does nothing. */
    @Override
    void close();
}
