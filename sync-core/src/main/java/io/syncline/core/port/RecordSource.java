package io.syncline.core.port;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.ModelDescription;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.record.RecordScope;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/**
 * A system of record that is read, and never written.
 *
 * <p>Everything is paged by ascending record id. A listing is not a snapshot: a record that is created or deleted
 * during a listing may or may not be part of it, but one that is in scope throughout is listed exactly once.
 *
 * <p>Thread-safe.
 */
public interface RecordSource extends AutoCloseable {

    /**
     * The name that distinguishes this source from all others whose records may be in the same sink, for example
     * {@code odoo:https://erp.example.com/production}. It is part of every point id, so it must never change; it
     * holds no secret.
     *
     * @return a name of 1 to 200 characters
     */
    String name();

    /**
     * The identity that the database behind this source gives itself, for example Odoo's {@code database.uuid}. A copy of a
     * database has the same one. It serves to recognise a source that comes under another name, and another database that
     * comes under the same name. Asked once per run, and not to be cached longer.
     *
     * @return the identity, or empty if there is none or this user may not read it
     */
    default Optional<String> database() {
        return Optional.empty();
    }

    /**
     * The source's own clock. Every change that commits after this call, by a transaction no longer than the engine's
     * overlap, bears a change time not before the returned instant less that overlap.
     *
     * @return the time by the clock that stamps changes, or by one close to it; never ahead of it by design
     */
    Instant now();

    /**
     * Describes a model and what of it this user may read.
     *
     * @param model the model
     * @return its description
     * @throws io.syncline.api.failure.SetupException if there is no such model or the user may not read it
     */
    ModelDescription describe(ModelName model);

    /**
     * Counts records.
     *
     * @param scope which records
     * @return how many there are; an estimate will do, since it serves progress only
     */
    long count(RecordScope scope);

    /**
     * Reads the next records of a listing.
     *
     * @param scope which records, and which of their fields
     * @param range which ids
     * @param limit the most records to return, positive; fewer may come although more exist
     * @return records in scope with ids in the range, ascending
     */
    RecordPage page(RecordScope scope, IdRange range, int limit);

    /**
     * Reads the next ids of a listing, without the records.
     *
     * @param scope which records; its fields do not matter
     * @param range which ids
     * @param limit the most ids to return, positive; fewer may come although more exist
     * @return ids in scope and range, ascending, with versions
     */
    IdPage ids(RecordScope scope, IdRange range, int limit);

    /**
     * Reads records by id.
     *
     * @param scope which fields, and whether archived records count; its change time does not matter
     * @param ids at most 1000 ids, in any order; may be empty
     * @return the records that exist and are in scope, ascending by id, and those that could not be read; an id in
     *     neither is not there. The page is the end of its listing
     */
    RecordPage read(RecordScope scope, Collection<RecordId> ids);

    /**
     * Returns which records exist. The engine deletes the others, so an adapter that is not certain throws.
     *
     * @param scope whether archived records count; its fields and change time do not matter
     * @param ids at most 1000 ids, in any order; may be empty
     * @return those of the ids that exist and are in scope
     */
    Set<RecordId> existing(RecordScope scope, Collection<RecordId> ids);

    /** Releases connections; further calls fail. Closing again does nothing. */
    @Override
    void close();
}
