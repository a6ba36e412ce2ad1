package io.syncline.odoo.testserver;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A fault of some records.
 *
 * @param records which ones
 * @param error what their readers get, or null for none
 * @param sparesAdministrators whether administrators can read them
 */
record RecordFault(Predicate<OdooRecord> records, @Nullable OdooError error, boolean sparesAdministrators) {

    static final RecordFault NONE = new RecordFault(record -> false, null, true);

    RecordFault(Predicate<OdooRecord> records, OdooError error) {
        this(records, error, false);
    }

    /** A fault of all records, for all users but administrators. */
    static RecordFault ofTheRestricted(OdooError error) {
        return new RecordFault(record -> true, error, true);
    }

    boolean concerns(OdooUser user) {
        return error != null && !(sparesAdministrators && user.isAdministrator());
    }

    /** Fails if reading a record does. */
    void check(OdooRecord record) {
        if (error != null && records.test(record)) {
            throw OdooError.copyOf(error);
        }
    }
}
