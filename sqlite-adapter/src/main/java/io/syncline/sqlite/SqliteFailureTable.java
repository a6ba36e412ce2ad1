package io.syncline.sqlite;

import io.syncline.api.FailedRecord;
import io.syncline.api.RecordId;
import io.syncline.core.adapter.jdbc.JdbcStatements;
import io.syncline.core.port.metadata.StateKey;
import io.syncline.core.port.record.Cursor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The failed records of all keys. */
final class SqliteFailureTable {

    private static final String OF_KEY = "source = ? AND model = ? AND sink = ?";
    private static final String SELECT =
            "SELECT record_id, reason, attempts, first_failed_at, last_failed_at FROM failed_record WHERE " + OF_KEY;

    private SqliteFailureTable() {}

    static void put(Connection connection, StateKey key, Collection<FailedRecord> failures) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT OR REPLACE INTO failed_record VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (FailedRecord failure : failures) {
                JdbcStatements.bind(
                        statement,
                        key.source(),
                        key.model().value(),
                        key.sink(),
                        failure.id().value(),
                        failure.reason(),
                        failure.attempts(),
                        failure.firstFailedAt().toString(),
                        failure.lastFailedAt().toString());
                statement.executeUpdate();
            }
        }
    }

    static void remove(Connection connection, StateKey key, Collection<RecordId> ids) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("DELETE FROM failed_record WHERE " + OF_KEY + " AND record_id = ?")) {
            for (RecordId id : ids) {
                JdbcStatements.bind(statement, key.source(), key.model().value(), key.sink(), id.value());
                statement.executeUpdate();
            }
        }
    }

    static List<FailedRecord> list(Connection connection, StateKey key, Cursor after, int limit) throws SQLException {
        List<FailedRecord> failures = new ArrayList<>();
        try (PreparedStatement statement = JdbcStatements.prepare(
                        connection,
                        SELECT + " AND record_id > ? ORDER BY record_id LIMIT ?",
                        key.source(),
                        key.model().value(),
                        key.sink(),
                        IdColumn.bound(after),
                        limit);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                failures.add(failure(rows));
            }
        }
        return failures;
    }

    static Optional<FailedRecord> find(Connection connection, StateKey key, RecordId id) throws SQLException {
        try (PreparedStatement statement = JdbcStatements.prepare(
                        connection,
                        SELECT + " AND record_id = ?",
                        key.source(),
                        key.model().value(),
                        key.sink(),
                        id.value());
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(failure(rows)) : Optional.empty();
        }
    }

    private static FailedRecord failure(ResultSet row) throws SQLException {
        return new FailedRecord(
                IdColumn.read(row, 1),
                row.getString(2),
                row.getInt(3),
                Instant.parse(row.getString(4)),
                Instant.parse(row.getString(5)));
    }

    static long count(Connection connection, StateKey key) throws SQLException {
        return JdbcStatements.number(
                connection,
                "SELECT count(*) FROM failed_record WHERE " + OF_KEY,
                key.source(),
                key.model().value(),
                key.sink());
    }

    /** Deletes all failed records of a key. */
    static void clear(Connection connection, StateKey key) throws SQLException {
        JdbcStatements.update(
                connection,
                "DELETE FROM failed_record WHERE " + OF_KEY,
                key.source(),
                key.model().value(),
                key.sink());
    }

    /** Gives the failed records of a key to another one, in place of its own. */
    static void move(Connection connection, StateKey from, StateKey to) throws SQLException {
        clear(connection, to);
        JdbcStatements.update(
                connection,
                "UPDATE failed_record SET source = ?, model = ?, sink = ? WHERE " + OF_KEY,
                to.source(),
                to.model().value(),
                to.sink(),
                from.source(),
                from.model().value(),
                from.sink());
    }
}
