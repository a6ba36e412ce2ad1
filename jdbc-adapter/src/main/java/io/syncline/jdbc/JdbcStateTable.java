package io.syncline.jdbc;

import io.syncline.api.ModelName;
import io.syncline.api.failure.LostRaceException;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.metadata.VersionedState;
import io.syncline.core.state.StateText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;

/**
 * The states, one row per model. The epoch is also a column, so that the database can compare it.
 *
 * @param name of the table
 */
record JdbcStateTable(String name) {

    Set<ModelName> models(Connection connection) throws SQLException {
        Set<ModelName> models = new TreeSet<>();
        try (PreparedStatement statement = connection.prepareStatement("SELECT model FROM " + name);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                models.add(ModelName.of(rows.getString(1)));
            }
        }
        return models;
    }

    VersionedState read(Connection connection, ModelName model) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT revision, epoch, document FROM " + name + " WHERE model = ?")) {
            statement.setString(1, model.value());
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next()
                        ? new VersionedState(rows.getLong(1), state(model, rows.getLong(2), rows.getString(3)))
                        : new VersionedState(0, ModelState.NEW);
            }
        }
    }

    private ModelState state(ModelName model, long epoch, String document) {
        try {
            ModelState state = StateText.read(document);
            if (state.epoch() != epoch) {
                throw new IllegalArgumentException(
                        "epoch " + state.epoch() + " in the document, " + epoch + " in the column");
            }
            return state;
        } catch (IllegalArgumentException e) {
            throw new SetupException(
                    "The state of " + model + " is corrupt (" + e.getMessage()
                            + "). Restore the row, or delete it from " + name + " and run a full sync",
                    e);
        }
    }

    boolean compareAndSet(Connection connection, ModelName model, long expectedRevision, ModelState next)
            throws SQLException {
        boolean replaced = expectedRevision == 0
                ? insert(connection, model, next)
                : update(connection, model, expectedRevision, next);
        if (!replaced) {
            refuseFallingEpoch(connection, model, expectedRevision, next);
        }
        return replaced;
    }

    private boolean insert(Connection connection, ModelName model, ModelState state) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("INSERT INTO " + name
                + " (model, revision, epoch, document) VALUES (?, 1, ?, ?) ON CONFLICT DO NOTHING")) {
            statement.setString(1, model.value());
            statement.setLong(2, state.epoch());
            statement.setString(3, StateText.write(state));
            return statement.executeUpdate() == 1;
        }
    }

    private boolean update(Connection connection, ModelName model, long expectedRevision, ModelState state)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "UPDATE " + name
                        + " SET revision = revision + 1, epoch = ?, document = ? WHERE model = ? AND revision = ? AND epoch <= ?")) {
            statement.setLong(1, state.epoch());
            statement.setString(2, StateText.write(state));
            statement.setString(3, model.value());
            statement.setLong(4, expectedRevision);
            statement.setLong(5, state.epoch());
            return statement.executeUpdate() == 1;
        }
    }

    private void refuseFallingEpoch(Connection connection, ModelName model, long expectedRevision, ModelState next)
            throws SQLException {
        VersionedState present = read(connection, model);
        if (present.revision() == expectedRevision && present.state().epoch() > next.epoch()) {
            throw new IllegalArgumentException("The epoch of " + model + " must not decrease from "
                    + present.state().epoch() + " to " + next.epoch());
        }
    }

    /** Requires that no newer lease exists, and prevents a new one until the transaction ends. */
    void hold(Connection connection, ModelName model, long epoch) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT epoch FROM " + name + " WHERE model = ? FOR SHARE")) {
            statement.setString(1, model.value());
            try (ResultSet rows = statement.executeQuery()) {
                long newest = rows.next() ? rows.getLong(1) : 0;
                if (newest > epoch) {
                    throw new LostRaceException("A newer run of " + model + " has started (epoch " + newest
                            + "); this run (epoch " + epoch + ") changed nothing. Let the newer run finish");
                }
            }
        }
    }
}
