package io.syncline.api;

import java.util.Collection;
import java.util.Set;

/**
 * Which records of a source one person may read, such as a user of Odoo, whose record rules and companies decide. Thread-safe.
 */
public interface RecordAccess {

    /** The name of the source whose records these are. */
    String source();

    /**
     * Asks which records the person may read now, or could a short time ago.
     *
     * @param model the model of the records
     * @param ids at most 500 ids
     * @return those of the records that exist and that the person may read
     * @throws io.syncline.api.failure.SetupException if the person may not read the model at all, or cannot log in
     * @throws io.syncline.api.failure.SyncException if the source cannot be asked
     */
    Set<RecordId> readable(ModelName model, Collection<RecordId> ids);

    /**
     * Asks whether the source lets the person in at all. A search asks this where it has no records to ask about, so that its answer
     * does not tell whether there were any. By default, everybody is let in.
     *
     * @throws io.syncline.api.failure.SetupException if the person cannot log in
     * @throws io.syncline.api.failure.SyncException if the source cannot be asked
     */
    default void requireLogin() {}
}
