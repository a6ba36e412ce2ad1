package io.syncline.sqlite;

import io.syncline.api.FailedRecord;
import io.syncline.api.RecordId;
import io.syncline.api.failure.LostRaceException;
import io.syncline.core.adapter.jdbc.JdbcStatements;
import io.syncline.core.adapter.sink.SinkArguments;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.SharedDocuments;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.metadata.StateKey;
import io.syncline.core.port.metadata.VersionedDocument;
import io.syncline.core.port.metadata.VersionedState;
import io.syncline.core.port.record.Cursor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
    public Set<StateKey> keys() {
        return read("list the states", Set.of(), SqliteStateTable::keys);
    }

    @Override
    public VersionedState read(StateKey key) {
        return read(
                "read the state of " + key,
                new VersionedState(0, ModelState.NEW),
                connection -> SqliteStateTable.read(connection, key));
    }

    @Override
    public boolean compareAndSet(StateKey key, long expectedRevision, ModelState next) {
        return change(
                "replace the state of " + key,
                expectedRevision,
                connection -> SqliteStateTable.compareAndSet(connection, key, expectedRevision, next));
    }

    @Override
    public boolean move(StateKey from, long expectedRevision, long epoch, StateKey to) {
        return database.exists()
                && database.write("move the state of " + from + " to " + to, connection -> {
                    boolean moved = SqliteStateTable.move(
                            connection, new SqliteStateTable.Move(from, expectedRevision, epoch, to));
                    if (moved) {
                        SqliteFailureTable.move(connection, from, to);
                    }
                    return moved;
                });
    }

    @Override
    public boolean remove(StateKey key, long expectedRevision, long epoch) {
        return database.exists()
                && database.write("delete the state of " + key, connection -> {
                    boolean removed = SqliteStateTable.remove(connection, key, expectedRevision, epoch);
                    if (removed) {
                        SqliteFailureTable.clear(connection, key);
                    }
                    return removed;
                });
    }

    /** Without a file there is nothing to be read, and reading does not create it. */
    private <T> T read(String what, T ifMissing, Database.Work<T> work) {
        return database.exists() ? database.read(what, work) : ifMissing;
    }

    /** A change of something that exists already must not create the file of which it was read, and which is gone. */
    private boolean change(String what, long expectedRevision, Database.Work<Boolean> work) {
        if (expectedRevision == 0) {
            database.createIfMissing();
        }
        return database.exists() && database.write(what, work);
    }

    @Override
    public void putFailures(StateKey key, long epoch, Collection<FailedRecord> failures) {
        if (failures.stream().map(FailedRecord::id).distinct().count() < failures.size()) {
            throw new IllegalArgumentException("A failed record of " + key + " is given twice in one request");
        }
        if (!failures.isEmpty()) {
            database.createIfMissing();
            database.write("store failed records of " + key, connection -> {
                refuseIfNewer(connection, key, epoch);
                SqliteFailureTable.put(connection, key, failures);
                return failures;
            });
        }
    }

    @Override
    public void removeFailures(StateKey key, long epoch, Collection<RecordId> ids) {
        if (!ids.isEmpty() && database.exists()) {
            database.write("delete failed records of " + key, connection -> {
                refuseIfNewer(connection, key, epoch);
                SqliteFailureTable.remove(connection, key, ids);
                return ids;
            });
        }
    }

    private static void refuseIfNewer(Connection connection, StateKey key, long epoch) throws SQLException {
        long newest = SqliteStateTable.read(connection, key).state().epoch();
        if (newest > epoch) {
            throw new LostRaceException("A newer run of " + key + " has started (epoch " + newest
                    + "); this run (epoch " + epoch + ") changed nothing. Let the newer run finish");
        }
    }

    @Override
    public List<FailedRecord> failures(StateKey key, Cursor after, int limit) {
        SinkArguments.checkLimit(limit);
        return read(
                "list failed records of " + key,
                List.of(),
                connection -> SqliteFailureTable.list(connection, key, after, limit));
    }

    @Override
    public Optional<FailedRecord> failure(StateKey key, RecordId id) {
        return read(
                "read the failed record " + id + " of " + key,
                Optional.empty(),
                connection -> SqliteFailureTable.find(connection, key, id));
    }

    @Override
    public long failureCount(StateKey key) {
        return read("count failed records of " + key, 0L, connection -> SqliteFailureTable.count(connection, key));
    }

    @Override
    public VersionedDocument document(String name) {
        SharedDocuments.checked(name);
        return read(
                "read the shared document " + name, VersionedDocument.NONE, connection -> document(connection, name));
    }

    private static VersionedDocument document(Connection connection, String name) throws SQLException {
        try (PreparedStatement statement =
                        JdbcStatements.prepare(connection, "SELECT revision, text FROM document WHERE name = ?", name);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? new VersionedDocument(rows.getLong(1), rows.getString(2)) : VersionedDocument.NONE;
        }
    }

    @Override
    public boolean compareAndSetDocument(String name, long expectedRevision, String next) {
        SharedDocuments.checked(name);
        return change("replace the shared document " + name, expectedRevision, connection -> {
            if (document(connection, name).revision() != expectedRevision) {
                return false;
            }
            String sql = "INSERT OR REPLACE INTO document VALUES (?, ?, ?)";
            JdbcStatements.update(connection, sql, name, expectedRevision + 1, next);
            return true;
        });
    }

    @Override
    public void close() {
        database.close();
    }
}
