package io.syncline.core.port;

import io.syncline.api.FailedRecord;
import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.metadata.VersionedState;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Stores one small state document per model, and the records that failed.
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
     * The models that have a state.
     *
     * @return their names
     */
    Set<ModelName> models();

    /**
     * Reads a model's state.
     *
     * @param model the model
     * @return the state with its revision; {@link ModelState#NEW} with revision 0 if there is none
     * @throws io.syncline.api.failure.SetupException if the stored state is damaged; it is never treated as absent
     */
    VersionedState read(ModelName model);

    /**
     * Replaces a model's state if nobody else has done so since it was read. Atomic.
     *
     * @param model the model
     * @param expectedRevision the revision that was read; 0 if there was none
     * @param next the new state, which gets the revision after the expected one
     * @return whether the state was replaced; if false, nothing was changed
     * @throws io.syncline.api.failure.UnknownOutcomeException if it may or may not have been replaced
     */
    boolean compareAndSet(ModelName model, long expectedRevision, ModelState next);

    /**
     * Adds failed records, or replaces what is known of them.
     *
     * @param model the model
     * @param epoch fencing token of the run
     * @param failures the records, none of them twice; may be empty
     * @throws io.syncline.api.failure.LostRaceException if the state bears a greater epoch; nothing was changed
     */
    void putFailures(ModelName model, long epoch, Collection<FailedRecord> failures);

    /**
     * Forgets failed records that were synced or deleted in the source. Unknown ids are ignored.
     *
     * @param model the model
     * @param epoch fencing token of the run
     * @param ids the records; may be empty
     * @throws io.syncline.api.failure.LostRaceException if the state bears a greater epoch; nothing was changed
     */
    void removeFailures(ModelName model, long epoch, Collection<RecordId> ids);

    /**
     * Lists failed records.
     *
     * @param model the model
     * @param after the id before the first one, exclusive; 0 for the beginning
     * @param limit the most to return, positive
     * @return failed records by ascending id; fewer than the limit only at the end
     */
    List<FailedRecord> failures(ModelName model, long after, int limit);

    /**
     * Counts failed records.
     *
     * @param model the model
     * @return the exact number
     */
    long failureCount(ModelName model);

    /** Releases connections; further calls fail. Closing again does nothing. */
    @Override
    void close();
}
