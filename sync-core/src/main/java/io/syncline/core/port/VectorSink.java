package io.syncline.core.port;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.PointId;
import io.syncline.core.port.vector.RecordStamp;
import io.syncline.core.port.vector.SinkHit;
import io.syncline.core.port.vector.SinkIdentity;
import io.syncline.core.port.vector.SinkMark;
import io.syncline.core.port.vector.SinkQuery;
import io.syncline.core.port.vector.SinkSchema;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A store of vectors, which is also the ledger of what has been synced: each point carries what it was made from.
 *
 * <p>Each point's payload has at least {@code record_id} (an integer or a text, as the id is), {@code model_name}, {@code source},
 * {@code point_type} = {@code data}, {@code text}, {@code content_hash}, {@code fingerprint}, {@code source_version},
 * {@code chunk_index}, {@code chunk_count} and {@code epoch}; its id is {@link PointId}. While it is in quarantine (see
 * {@link QuarantiningSink}), its {@code point_type} is {@code quarantined}.
 *
 * <p>A write that returned is durable: it survives the death of this process and of the server. Writes are idempotent.
 * The engine never has two writes in flight that touch the same record.
 *
 * <p><b>Guard.</b> Every write carries the epoch of the run's lease, which rises with each lease. A write never
 * replaces or deletes a point that a greater epoch wrote, nor one of the same epoch with a greater source version. Such
 * points stay as they are; a sink that notices throws {@link io.syncline.api.failure.LostRaceException}, one that
 * cannot detect that returns normally.
 *
 * <p><b>Loss.</b> A store has an {@link SinkIdentity} from its creation on, and a {@link SinkMark} per model, which the
 * engine raises after it has written. The mark is as durable as the points, and is lost with them: a store that is restored
 * from an older copy has the mark of that copy, and a model whose points are deleted by somebody else's filter has none.
 *
 * <p>Thread-safe.
 */
public interface VectorSink extends AutoCloseable {

    /**
     * Creates what is missing to store such vectors, or checks what is there. A run that writes calls this, or {@link
     * #open}, before any other method that takes a model key, and before anything is embedded.
     *
     * @param schema what is going to be stored
     * @return which store it is; chosen now if it has none yet, as the stores of earlier versions
     * @throws io.syncline.api.failure.SetupException if the existing store is of another dimension or kind; nothing was
     *     changed then
     */
    SinkIdentity prepare(SinkSchema schema);

    /**
     * Opens an existing store and changes nothing in it. A run that only reads calls this before any other method that
     * takes a model key.
     *
     * @param schema what it should store
     * @return which store it is; the id is {@link SinkIdentity#UNKNOWN} if an earlier version created it and none has
     *     prepared it since
     * @throws io.syncline.api.failure.MissingStoreException if there is no such store
     * @throws io.syncline.api.failure.SetupException if the store is of another dimension or kind
     */
    SinkIdentity open(SinkSchema schema);

    /**
     * Reads the mark of a model.
     *
     * @param key the model
     * @return the mark, or empty if there is none
     */
    Optional<SinkMark> mark(ModelKey key);

    /**
     * Replaces the mark of a model if it is the expected one and the store is still the one that the caller has opened. Atomic, and
     * durable together with all writes that returned before.
     *
     * @param key the model
     * @param store the id of the {@link SinkIdentity} that {@link #prepare} or {@link #open} returned to the caller. If the store
     *     was deleted and created again since, the mark is not replaced, whoever has prepared the new one
     * @param expected the value of the present mark; 0 if there must be none
     * @param next the new mark, of a greater value
     * @return whether it was replaced; if false, nothing was changed
     * @throws io.syncline.api.failure.UnknownOutcomeException if it may or may not have been replaced
     */
    boolean raiseMark(ModelKey key, String store, long expected, SinkMark next);

    /**
     * Whether {@link #ids} lists the records of a model in the order of their ids. A sink that orders texts by something
     * else returns false once it has such a record. Then
     *
     * <ul>
     *   <li>it still lists each record once, in an order of its own;
     *   <li>{@code range.after()} and {@code resumeAfter} are positions in that order;
     *   <li>it is only asked for ranges with an open end.
     * </ul>
     *
     * @param key the model
     */
    boolean listsInOrder(ModelKey key);

    /**
     * Reads the stamps of some records. Surplus chunks, which are waiting for {@link #trim}, count in
     * {@link RecordStamp#storedChunks} but do not make a stamp less {@link RecordStamp#intact}.
     *
     * @param key whose records
     * @param ids at most 1000 ids, in any order; may be empty
     * @return stamps of those that have any point, by id
     */
    Map<RecordId, RecordStamp> stamps(ModelKey key, Collection<RecordId> ids);

    /**
     * Stores complete records: each of their chunks replaces the stored chunk of the same index, with its vector and
     * payload. Surplus chunks of the earlier document stay until {@link #trim}. All documents are checked before the first
     * is written. Not atomic: after a failure of a write, some of the points may have been stored.
     *
     * @param key whose records
     * @param epoch fencing token of the run, positive
     * @param documents at least one record, none of them twice
     * @throws io.syncline.api.failure.SetupException if a vector has another dimension than the prepared one; nothing was
     *     stored then. It is not the record that is wrong but the embedder, so the run must end
     * @throws io.syncline.api.failure.RejectedException if a document is refused for its content or the request for its
     *     size
     */
    void upsert(ModelKey key, long epoch, List<EmbeddedDocument> documents);

    /**
     * Deletes surplus chunks. Records that are not there are ignored.
     *
     * @param key whose records
     * @param epoch fencing token of the run, positive
     * @param keep how many chunks to keep, from the first, by record; at least 1
     */
    void trim(ModelKey key, long epoch, Map<RecordId, Integer> keep);

    /**
     * Deletes all points of some records. Records that are not there are ignored.
     *
     * @param key whose records
     * @param epoch fencing token of the run, positive
     * @param ids at most 1000 ids, in any order; may be empty
     */
    void delete(ModelKey key, long epoch, Collection<RecordId> ids);

    /**
     * Lists what is stored, by record, in the order that {@link #listsInOrder} describes.
     *
     * @param key whose records
     * @param range which ids
     * @param limit the most ids to return, positive; fewer may come although more exist
     * @return records with any point, with the source version of their first stored chunk
     */
    IdPage ids(ModelKey key, IdRange range, int limit);

    /**
     * Counts the records that have any point.
     *
     * @param key whose records
     * @return the exact number
     */
    long count(ModelKey key);

    /**
     * Names entries of stored payloads, so that a search is not limited by one that no record has. Of the wanted names it returns
     * exactly those that a record of the models has; of others, which are for people to choose from, those of some records.
     *
     * @param source whose records
     * @param models of which models; of all models of the source if empty
     * @param wanted the names to look for
     * @return names, without those of {@link io.syncline.core.port.vector.Payload#RESERVED}
     */
    Set<String> payloadNames(String source, Set<ModelName> models, Set<String> wanted);

    /**
     * Finds the nearest records, of those that the query accepts.
     *
     * @param query what to look for
     * @return hits by descending score, each record once, with its best chunk
     */
    List<SinkHit> search(SinkQuery query);

    /** Releases connections; further calls fail. Closing again does nothing. */
    @Override
    void close();
}
