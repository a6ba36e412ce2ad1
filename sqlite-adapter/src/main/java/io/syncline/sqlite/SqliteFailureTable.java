package io.syncline.sqlite;

import io.syncline.api.FailedRecord;
import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The failed records of all models. */
final class SqliteFailureTable {

    private SqliteFailureTable() {}

    static void put(Connection connection, ModelName model, Collection<FailedRecord> failures) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT OR REPLACE INTO failure VALUES (?, ?, ?, ?, ?, ?)")) {
            for (FailedRecord failure : failures) {
                Sql.bind(
                        statement,
                        model.value(),
                        failure.id().value(),
                        failure.reason(),
                        failure.attempts(),
                        failure.firstFailedAt().toString(),
                        failure.lastFailedAt().toString());
                statement.executeUpdate();
            }
        }
    }

    static void remove(Connection connection, ModelName model, Collection<RecordId> ids) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("DELETE FROM failure WHERE model = ? AND record_id = ?")) {
            for (RecordId id : ids) {
                Sql.bind(statement, model.value(), id.value());
                statement.executeUpdate();
            }
        }
    }

    static List<FailedRecord> list(Connection connection, ModelName model, long after, int limit) throws SQLException {
        List<FailedRecord> failures = new ArrayList<>();
        try (PreparedStatement statement = Sql.prepare(connection, """
                        SELECT record_id, reason, attempts, first_failed_at, last_failed_at FROM failure
                        WHERE model = ? AND record_id > ? ORDER BY record_id LIMIT ?
                        """, model.value(), after, limit);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                failures.add(new FailedRecord(
                        RecordId.of(rows.getLong(1)),
                        rows.getString(2),
                        rows.getInt(3),
                        Instant.parse(rows.getString(4)),
                        Instant.parse(rows.getString(5))));
            }
        }
        return failures;
    }

    static long count(Connection connection, ModelName model) throws SQLException {
        return Sql.number(connection, "SELECT count(*) FROM failure WHERE model = ?", model.value());
    }
}
