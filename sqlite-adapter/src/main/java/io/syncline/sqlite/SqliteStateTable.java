package io.syncline.sqlite;

import io.syncline.api.ModelName;
import io.syncline.api.failure.SetupException;
import io.syncline.core.adapter.jdbc.JdbcStatements;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.metadata.StateKey;
import io.syncline.core.port.metadata.VersionedState;
import io.syncline.core.state.StateText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/** The states, one row per key; source and sink of an unassigned key are empty. */
final class SqliteStateTable {

    private static final String OF_KEY = "source = ? AND model = ? AND sink = ?";

    private SqliteStateTable() {}

    static Set<StateKey> keys(Connection connection) throws SQLException {
        Set<StateKey> keys = new HashSet<>();
        try (PreparedStatement statement =
                        JdbcStatements.prepare(connection, "SELECT source, model, sink FROM model_state");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                keys.add(new StateKey(rows.getString(1), ModelName.of(rows.getString(2)), rows.getString(3)));
            }
        }
        return keys;
    }

    static VersionedState read(Connection connection, StateKey key) throws SQLException {
        try (PreparedStatement statement = JdbcStatements.prepare(
                        connection,
                        "SELECT revision, document FROM model_state WHERE " + OF_KEY,
                        key.source(),
                        key.model().value(),
                        key.sink());
                ResultSet rows = statement.executeQuery()) {
            return rows.next()
                    ? new VersionedState(rows.getLong(1), parse(key, rows.getString(2)))
                    : new VersionedState(0, ModelState.NEW);
        }
    }

    private static ModelState parse(StateKey key, String document) {
        try {
            return StateText.read(document);
        } catch (IllegalArgumentException e) {
            throw new SetupException(
                    "The state of " + key + " is corrupt (" + e.getMessage()
                            + "). Restore a backup of the file, or delete the row from table 'model_state' and run a"
                            + " full sync",
                    e);
        }
    }

    static boolean compareAndSet(Connection connection, StateKey key, long expectedRevision, ModelState next)
            throws SQLException {
        VersionedState present = read(connection, key);
        if (present.revision() != expectedRevision) {
            return false;
        }
        if (next.epoch() < present.state().epoch()) {
            throw new IllegalArgumentException("The epoch of " + key + " must not decrease from "
                    + present.state().epoch() + " to " + next.epoch());
        }
        JdbcStatements.update(
                connection,
                "INSERT OR REPLACE INTO model_state VALUES (?, ?, ?, ?, ?)",
                key.source(),
                key.model().value(),
                key.sink(),
                expectedRevision + 1,
                StateText.write(next));
        return true;
    }

    /**
     * What to move.
     *
     * @param from the present key
     * @param expectedRevision the revision of the state that was read
     * @param epoch the fencing token of that state
     * @param to the new key
     */
    record Move(StateKey from, long expectedRevision, long epoch, StateKey to) {}

    /** Gives the state of a key to another one that has none; returns whether it was the expected one, and was moved. */
    static boolean move(Connection connection, Move move) throws SQLException {
        StateKey from = move.from();
        StateKey to = move.to();
        return isOf(read(connection, from), move.expectedRevision(), move.epoch())
                && JdbcStatements.update(
                                connection,
                                "UPDATE OR IGNORE model_state SET source = ?, model = ?, sink = ?, revision = revision + 1"
                                        + " WHERE " + OF_KEY + " AND revision = ?",
                                to.source(),
                                to.model().value(),
                                to.sink(),
                                from.source(),
                                from.model().value(),
                                from.sink(),
                                move.expectedRevision())
                        == 1;
    }

    private static boolean isOf(VersionedState state, long revision, long epoch) {
        return state.revision() == revision && state.state().epoch() == epoch;
    }

    static boolean remove(Connection connection, StateKey key, long expectedRevision, long epoch) throws SQLException {
        return isOf(read(connection, key), expectedRevision, epoch)
                && JdbcStatements.update(
                                connection,
                                "DELETE FROM model_state WHERE " + OF_KEY + " AND revision = ?",
                                key.source(),
                                key.model().value(),
                                key.sink(),
                                expectedRevision)
                        == 1;
    }
}
