package io.syncline.core.port;

import io.syncline.api.RecordId;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.QuarantinePage;
import io.syncline.core.port.vector.ReindexReport;
import io.syncline.core.port.vector.ReindexStatus;
import io.syncline.core.port.vector.SinkSchema;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Replaces the collection of a sink by a new one, for another embedder or other settings, while the old one serves. An
 * ability of some sinks, which their adapters declare.
 *
 * <ol>
 *   <li>{@link #begin} creates the new collection, or finds the one that an earlier attempt began, and returns a sink that
 *       fills it. Run a full sync of each model into it.
 *   <li>{@link #check} compares the collections: the new one must have each record in no older version, and searches in it
 *       must find what an exact search finds.
 *   <li>{@link #switchOver} checks again, and lets the new collection serve, atomically. Sinks that were prepared before
 *       continue to use the old one.
 *   <li>{@link #rollback} returns to the old collection; {@link #dropIdle()} drops collections that are not in use.
 * </ol>
 *
 * <p>Each step can be repeated after a crash, and continues where it was. Two processes must not reindex at the same time.
 * The new collection lacks what is synced into the old one after the last check, until the next sync: the saved state
 * belongs to the old collection, so that sync reads every record.
 *
 * <p>Not thread-safe.
 */
public interface Reindexing extends AutoCloseable {

    /** Lists the collections behind the name. */
    ReindexStatus status();

    /**
     * Creates the new collection, or continues with the one that was begun for the same embedder. Checks first what the
     * switch will need, so that nobody pays for a collection that cannot serve.
     *
     * @param schema what it will store
     * @param sources names of the sources that will be synced into it
     * @return a prepared sink of the new collection, to be closed by the caller
     * @throws io.syncline.api.failure.SetupException if there is nothing to replace, one was begun for another embedder,
     *     or the serving collection has records of sources that are not named; nothing was created then
     */
    VectorSink begin(SinkSchema schema, Set<String> sources);

    /**
     * Notes with the new collection on which condition it may serve, in place of an earlier note. Whoever asks for a switch
     * checks the condition; {@link #switchOver} does not.
     *
     * @param condition a line, not blank
     * @throws io.syncline.api.failure.SetupException if no new collection was begun
     */
    void setCondition(String condition);

    /**
     * Returns what was noted with the new collection.
     *
     * @return the condition; empty if none was noted, or there is no new collection
     */
    Optional<String> condition();

    /**
     * Lists the models in the serving collection, which the new one must also have.
     *
     * @return the models, ordered by source and name
     * @throws io.syncline.api.failure.SetupException if there is nothing to replace
     */
    List<ModelKey> models();

    /**
     * Lists the records of a model that are in quarantine in the serving collection. The new one will not have them, since the source does
     * not; they are as they were after a rollback.
     *
     * @param key the model
     * @param range which of them
     * @param limit the most records to return
     * @return as of {@link QuarantiningSink#quarantined}; none if the sink knows no quarantine
     * @throws io.syncline.api.failure.SetupException if there is nothing to replace
     */
    QuarantinePage quarantined(ModelKey key, IdRange range, int limit);

    /**
     * Returns the embedder of the serving collection.
     *
     * @return its fingerprint as text, or empty if it was not recorded
     * @throws io.syncline.api.failure.SetupException if there is nothing to replace
     */
    Optional<String> embedder();

    /**
     * Returns whether the index of the new collection is complete, so that it can be compared. Takes one small request.
     * Close the sink that filled the collection first, since that may enable its index.
     *
     * @return true also if there is no new collection
     */
    boolean indexed();

    /**
     * Compares the new collection with the serving one, and changes nothing. Close the sink that filled the new one first,
     * so that its index is built. Records that the new collection lacks or has in an older version count only if the
     * source still has them.
     *
     * @param existing returns which of at most 500 records of a model the source still has
     * @param excluded records that the new collection may lack, because its embedder refuses them
     * @return the comparison
     * @throws io.syncline.api.failure.SetupException if no new collection was begun
     */
    ReindexReport check(
            BiFunction<ModelKey, List<RecordId>, Set<RecordId>> existing, Map<ModelKey, Set<RecordId>> excluded);

    /**
     * Checks, and if the collections agree, lets the new one serve.
     *
     * @param existing returns which of at most 500 records of a model the source still has
     * @param excluded records that the new collection may lack, because its embedder refuses them
     * @return the comparison, and whether the new collection serves now
     */
    ReindexReport switchOver(
            BiFunction<ModelKey, List<RecordId>, Set<RecordId>> existing, Map<ModelKey, Set<RecordId>> excluded);

    /**
     * Lets a collection serve that served before, such as {@link ReindexStatus#previous()}. The other collection is not
     * dropped. Does nothing if the collection serves already, so the call may be repeated.
     *
     * @param collection the collection to serve
     * @throws io.syncline.api.failure.SetupException if there is no such collection behind the name, or it is being built
     */
    void rollback(String collection);

    /**
     * Drops the collections that neither serve nor are being built. A rollback is impossible afterwards.
     *
     * @return the names of the dropped collections
     */
    default List<String> dropIdle() {
        return dropIdle(Duration.ZERO);
    }

    /**
     * Drops the collections that neither serve nor are being built, and have not served for some time. Of one that stopped
     * serving at an unknown time, the present is noted, and it is kept.
     *
     * @param grace how long a rollback to a collection stays possible after it stopped serving; zero drops all of them
     * @return the names of the dropped collections
     */
    List<String> dropIdle(Duration grace);

    /**
     * Drops the collection that is being built, if there is one.
     *
     * @return its name
     */
    Optional<String> abandon();

    @Override
    void close();
}
