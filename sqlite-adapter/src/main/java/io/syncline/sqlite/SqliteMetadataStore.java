package io.syncline.sqlite;

import io.syncline.api.FailedRecord;
import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.failure.LostRaceException;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.SharedDocuments;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.metadata.VersionedDocument;
import io.syncline.core.port.metadata.VersionedState;
import io.syncline.core.state.StateText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Stores states, failed records and shared documents in an index file. */
final class SqliteMetadataStore implements MetadataStore, SharedDocuments {

    private final Database database;
    private final InstantSource clock;

    SqliteMetadataStore(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public Set<ModelName> models() {
        return database.read("list the models with a state", connection -> {
            Set<ModelName> models = new TreeSet<>();
            try (PreparedStatement statement = Sql.prepare(connection, "SELECT model FROM state");
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    models.add(ModelName.of(rows.getString(1)));
                }
            }
            return models;
        });
    }

    @Override
    public VersionedState read(ModelName model) {
        return database.read("read the state of " + model, connection -> read(connection, model));
    }

    private static VersionedState read(Connection connection, ModelName model) throws SQLException {
        try (PreparedStatement statement =
                        Sql.prepare(connection, "SELECT revision, document FROM state WHERE model = ?", model.value());
                ResultSet rows = statement.executeQuery()) {
            return rows.next()
                    ? new VersionedState(rows.getLong(1), parse(model, rows.getString(2)))
                    : new VersionedState(0, ModelState.NEW);
        }
    }

    private static ModelState parse(ModelName model, String document) {
        try {
            return StateText.read(document);
        } catch (IllegalArgumentException e) {
            throw new SetupException(
                    "The state of " + model + " is corrupt (" + e.getMessage()
                            + "). Restore a backup of the file, or delete the model's row from table 'state' and run a"
                            + " full sync",
                    e);
        }
    }

    @Override
    public boolean compareAndSet(ModelName model, long expectedRevision, ModelState next) {
        return database.write("replace the state of " + model, connection -> {
            VersionedState present = read(connection, model);
            if (present.revision() != expectedRevision) {
                return false;
            }
            if (next.epoch() < present.state().epoch()) {
                throw new IllegalArgumentException("The epoch of " + model + " must not decrease from "
                        + present.state().epoch() + " to " + next.epoch());
            }
            Sql.update(
                    connection,
                    "INSERT OR REPLACE INTO state VALUES (?, ?, ?)",
                    model.value(),
                    expectedRevision + 1,
                    StateText.write(next));
            return true;
        });
    }

    @Override
    public void putFailures(ModelName model, long epoch, Collection<FailedRecord> failures) {
        if (failures.stream().map(FailedRecord::id).distinct().count() < failures.size()) {
            throw new IllegalArgumentException("A failed record of " + model + " is given twice in one request");
        }
        if (!failures.isEmpty()) {
            database.write("store failed records of " + model, connection -> {
                refuseIfNewer(connection, model, epoch);
                SqliteFailureTable.put(connection, model, failures);
                return failures;
            });
        }
    }

    @Override
    public void removeFailures(ModelName model, long epoch, Collection<RecordId> ids) {
        if (!ids.isEmpty()) {
            database.write("delete failed records of " + model, connection -> {
                refuseIfNewer(connection, model, epoch);
                SqliteFailureTable.remove(connection, model, ids);
                return ids;
            });
        }
    }

    private static void refuseIfNewer(Connection connection, ModelName model, long epoch) throws SQLException {
        long newest = read(connection, model).state().epoch();
        if (newest > epoch) {
            throw new LostRaceException("A newer run of " + model + " has started (epoch " + newest
                    + "); this run (epoch " + epoch + ") changed nothing. Let the newer run finish");
        }
    }

    @Override
    public List<FailedRecord> failures(ModelName model, long after, int limit) {
        if (limit <= 0) {
            throw new IllegalArgumentException("The limit of a listing must be positive, not " + limit);
        }
        return database.read(
                "list failed records of " + model,
                connection -> SqliteFailureTable.list(connection, model, after, limit));
    }

    @Override
    public long failureCount(ModelName model) {
        return database.read(
                "count failed records of " + model, connection -> SqliteFailureTable.count(connection, model));
    }

    @Override
    public VersionedDocument document(String name) {
        SharedDocuments.checked(name);
        return database.read("read the shared document " + name, connection -> document(connection, name));
    }

    private static VersionedDocument document(Connection connection, String name) throws SQLException {
        try (PreparedStatement statement =
                        Sql.prepare(connection, "SELECT revision, text FROM document WHERE name = ?", name);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? new VersionedDocument(rows.getLong(1), rows.getString(2)) : VersionedDocument.NONE;
        }
    }

    @Override
    public boolean compareAndSetDocument(String name, long expectedRevision, String next) {
        SharedDocuments.checked(name);
        return database.write("replace the shared document " + name, connection -> {
            if (document(connection, name).revision() != expectedRevision) {
                return false;
            }
            String sql = "INSERT OR REPLACE INTO document VALUES (?, ?, ?)";
            Sql.update(connection, sql, name, expectedRevision + 1, next);
            return true;
        });
    }

    @Override
    public void close() {
        database.close();
    }
}
