package io.syncline.core.port;

import io.syncline.api.Quarantine;
import io.syncline.api.RecordId;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.QuarantinePage;
import java.util.Collection;

/**
 * A sink that can hide records from searches without deleting them. In all else they are like others: listed, counted,
 * stamped, trimmed and deleted. A chunk that is upserted is out of quarantine, since points are written whole.
 *
 * <p><b>Guard.</b> Both changes carry the epoch of the run, like every write of a {@link VectorSink}: points that a greater
 * epoch wrote stay as they are, and a sink that notices throws {@link io.syncline.api.failure.LostRaceException}. The points that
 * are changed bear this epoch from then on, so that neither undoes a later one when it arrives late.
 *
 * <p>Both are durable on return, may be repeated without harm, and are not atomic: after a failure, some of the points
 * may have been changed. Thread-safe.
 */
public interface QuarantiningSink {

    /**
     * Puts records in quarantine. Points that are in quarantine already stay in the one they are in. Records that are not
     * there are ignored.
     *
     * @param key whose records
     * @param epoch fencing token of the run, positive
     * @param ids at most 1000 ids, in any order; may be empty
     * @param quarantine since when, and until when
     */
    void quarantine(ModelKey key, long epoch, Collection<RecordId> ids, Quarantine quarantine);

    /**
     * Lifts records out of quarantine. Records that are in none, or not there, are ignored.
     *
     * @param key whose records
     * @param epoch fencing token of the run, positive
     * @param ids at most 1000 ids, in any order; may be empty
     */
    void lift(ModelKey key, long epoch, Collection<RecordId> ids);

    /**
     * Lists the records of which some chunk is in quarantine, in the order of {@link VectorSink#ids}.
     *
     * @param key whose records
     * @param range which ids
     * @param limit the most records to return, positive; fewer may come although more exist
     * @return records with their quarantine
     */
    QuarantinePage quarantined(ModelKey key, IdRange range, int limit);
}
