package io.syncline.sql;

import io.syncline.api.failure.SetupException;
import io.syncline.core.adapter.jdbc.JdbcStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What the server has prepared for signals, and what it lacks. Changes nothing. */
final class SlotFinder {

    /** Servers before 13 do not tell whether a slot is lost: they have no limit that could lose it. */
    static final String IS_LOST =
            "coalesce(to_jsonb(s) ->> 'wal_status' = 'lost', false) OR to_jsonb(s) ->> 'invalidation_reason' IS NOT NULL";

    static final String IS_OURS = "plugin = 'pgoutput' AND database = current_database()";

    private static final String SLOT =
            "SELECT " + IS_OURS + ", " + IS_LOST + " FROM pg_replication_slots s WHERE slot_name = ?";

    private static final String LIMIT =
            "SELECT setting::bigint > 0 FROM pg_settings WHERE name = 'max_slot_wal_keep_size'";

    private static final String OPERATIONS =
            "SELECT pubinsert AND pubupdate AND pubdelete FROM pg_publication WHERE pubname = ?";

    private SlotFinder() {}

    /** The slot of a process that ended earlier. */
    enum Found {
        /** There is none, or none is asked for. */
        NONE,
        /** It has what was written since. */
        KEPT,
        /** The server needed its space. */
        LOST
    }

    /**
     * Looks for the publication and the slot.
     *
     * @throws SetupException if the server is not set up for them
     */
    static Found find(SqlSession session, SignalSettings settings) throws SQLException {
        Connection connection = session.connection();
        if (!first(connection, "SELECT setting = 'logical' FROM pg_settings WHERE name = 'wal_level'")
                .orElse(false)) {
            throw new SetupException("The server does not record what signals are made of: ALTER SYSTEM SET wal_level ="
                    + " logical, and restart it");
        }
        Optional<Boolean> publication = first(connection, OPERATIONS, settings.publication());
        if (publication.isEmpty()) {
            throw new SetupException("There is no publication " + settings.publication()
                    + " in the database. As the owner of the tables: CREATE PUBLICATION " + settings.publication()
                    + " FOR TABLE ..., with the tables of the models, which need primary keys");
        }
        if (!publication.get()) {
            throw new SetupException("The publication " + settings.publication()
                    + " must publish insert, update and delete: ALTER PUBLICATION " + settings.publication()
                    + " SET (publish = 'insert, update, delete, truncate')");
        }
        return settings.slot().isEmpty()
                ? Found.NONE
                : slot(connection, settings.slot().get());
    }

    private static Found slot(Connection connection, String slot) throws SQLException {
        if (!first(connection, LIMIT).orElse(false)) {
            throw new SetupException(
                    "The slot " + slot + " would fill the server's disk if nobody reads it any more, since"
                            + " max_slot_wal_keep_size sets no limit: ALTER SYSTEM SET max_slot_wal_keep_size = '1GB', and SELECT"
                            + " pg_reload_conf(); or leave 'signal-slot' out");
        }
        List<Found> found = JdbcStatements.list(
                connection,
                row -> {
                    requireOurs(slot, row.getBoolean(1));
                    return row.getBoolean(2) ? Found.LOST : Found.KEPT;
                },
                SLOT,
                slot);
        return found.isEmpty() ? Found.NONE : found.get(0);
    }

    static void requireOurs(String slot, boolean isOurs) {
        if (!isOurs) {
            throw new SetupException("The replication slot " + slot
                    + " belongs to another database or plug-in. Choose another name in 'signal-slot'");
        }
    }

    private static Optional<Boolean> first(Connection connection, String sql, Object... parameters)
            throws SQLException {
        return JdbcStatements.list(connection, row -> row.getBoolean(1), sql, parameters).stream()
                .findFirst();
    }
}
