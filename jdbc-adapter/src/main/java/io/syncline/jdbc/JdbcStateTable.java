package io.syncline.jdbc;

import io.syncline.api.ModelName;
import io.syncline.api.failure.LostRaceException;
import io.syncline.api.failure.SetupException;
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

/**
 * The states, one row per key; source and sink of an unassigned key are empty. The epoch is also a column, so that the
 * database can compare it.
 *
 * @param name of the table
 */
record JdbcStateTable(String name) {

    private static final String OF_KEY = " WHERE source = ? AND model_name = ? AND sink = ?";
    private static final String EXPECTED = " AND revision = ? AND epoch = ?";

    Set<StateKey> keys(Connection connection) throws SQLException {
        Set<StateKey> keys = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement("SELECT source, model_name, sink FROM " + name);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                keys.add(new StateKey(rows.getString(1), ModelName.of(rows.getString(2)), rows.getString(3)));
            }
        }
        return keys;
    }

    VersionedState read(Connection connection, StateKey key) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT revision, epoch, document FROM " + name + OF_KEY)) {
            new Parameters(statement).key(key);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next()
                        ? new VersionedState(rows.getLong(1), state(key, rows.getLong(2), rows.getString(3)))
                        : new VersionedState(0, ModelState.NEW);
            }
        }
    }

    private ModelState state(StateKey key, long epoch, String document) {
        try {
            ModelState state = StateText.read(document);
            if (state.epoch() != epoch) {
                throw new IllegalArgumentException(
                        "epoch " + state.epoch() + " in the document, " + epoch + " in the column");
            }
            return state;
        } catch (IllegalArgumentException e) {
            throw new SetupException(
                    "The state of " + key + " is corrupt (" + e.getMessage() + "). Restore the row, or delete it from "
                            + name + " and run a full sync",
                    e);
        }
    }

    boolean compareAndSet(Connection connection, StateKey key, long expectedRevision, ModelState next)
            throws SQLException {
        boolean replaced =
                expectedRevision == 0 ? insert(connection, key, next) : update(connection, key, expectedRevision, next);
        if (!replaced) {
            refuseFallingEpoch(connection, key, expectedRevision, next);
        }
        return replaced;
    }

    private boolean insert(Connection connection, StateKey key, ModelState state) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("INSERT INTO " + name
                + " (source, model_name, sink, revision, epoch, document) VALUES (?, ?, ?, 1, ?, ?)"
                + " ON CONFLICT DO NOTHING")) {
            new Parameters(statement).key(key).number(state.epoch()).text(StateText.write(state));
            return statement.executeUpdate() == 1;
        }
    }

    private boolean update(Connection connection, StateKey key, long expectedRevision, ModelState state)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("UPDATE " + name + " SET revision = revision + 1, epoch = ?, document = ?"
                        + OF_KEY + " AND revision = ? AND epoch <= ?")) {
            new Parameters(statement)
                    .number(state.epoch())
                    .text(StateText.write(state))
                    .key(key)
                    .number(expectedRevision)
                    .number(state.epoch());
            return statement.executeUpdate() == 1;
        }
    }

    private void refuseFallingEpoch(Connection connection, StateKey key, long expectedRevision, ModelState next)
            throws SQLException {
        VersionedState present = read(connection, key);
        if (present.revision() == expectedRevision && present.state().epoch() > next.epoch()) {
            throw new IllegalArgumentException("The epoch of " + key + " must not decrease from "
                    + present.state().epoch() + " to " + next.epoch());
        }
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
    boolean move(Connection connection, Move move) throws SQLException {
        return isLocked(connection, move.from(), move.expectedRevision(), move.epoch())
                && copy(connection, move.from(), move.to())
                && remove(connection, move.from(), move.expectedRevision(), move.epoch());
    }

    /** Locks the row of a key, if it has the revision and the epoch. */
    private boolean isLocked(Connection connection, StateKey key, long revision, long epoch) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT 1 FROM " + name + OF_KEY + EXPECTED + " FOR UPDATE")) {
            new Parameters(statement).key(key).number(revision).number(epoch);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private boolean copy(Connection connection, StateKey from, StateKey to) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("INSERT INTO " + name
                + " (source, model_name, sink, revision, epoch, document)"
                + " SELECT CAST(? AS text), CAST(? AS text), CAST(? AS text), revision + 1, epoch, document FROM "
                + name
                + OF_KEY + " ON CONFLICT DO NOTHING")) {
            new Parameters(statement).key(to).key(from);
            return statement.executeUpdate() == 1;
        }
    }

    /** Deletes the state of a key, if it has the revision and the epoch; returns whether it had. */
    boolean remove(Connection connection, StateKey key, long expectedRevision, long epoch) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("DELETE FROM " + name + OF_KEY + EXPECTED)) {
            new Parameters(statement).key(key).number(expectedRevision).number(epoch);
            return statement.executeUpdate() == 1;
        }
    }

    /** Requires that no newer lease exists, and prevents a new one until the transaction ends. */
    void hold(Connection connection, StateKey key, long epoch) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT epoch FROM " + name + OF_KEY + " FOR SHARE")) {
            new Parameters(statement).key(key);
            try (ResultSet rows = statement.executeQuery()) {
                long newest = rows.next() ? rows.getLong(1) : 0;
                if (newest > epoch) {
                    throw new LostRaceException("A newer run of " + key + " has started (epoch " + newest
                            + "); this run (epoch " + epoch + ") changed nothing. Let the newer run finish");
                }
            }
        }
    }
}
