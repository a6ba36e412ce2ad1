package io.syncline.jdbc;

import io.syncline.api.FailedRecord;
import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The failed records of all models. Times are stored with microsecond precision.
 *
 * @param name of the table
 */
record JdbcFailureTable(String name) {

    void put(Connection connection, ModelName model, Collection<FailedRecord> failures) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("INSERT INTO " + name
                + " (model, record_id, reason, attempts, first_failed_at, last_failed_at) VALUES (?, ?, ?, ?, ?, ?)"
                + " ON CONFLICT (model, record_id) DO UPDATE SET reason = excluded.reason,"
                + " attempts = excluded.attempts, first_failed_at = excluded.first_failed_at,"
                + " last_failed_at = excluded.last_failed_at")) {
            // In one order, so that concurrent writers cannot deadlock.
            for (FailedRecord failure : failures.stream()
                    .sorted(Comparator.comparing(FailedRecord::id))
                    .toList()) {
                statement.setString(1, model.value());
                statement.setLong(2, failure.id().value());
                statement.setString(3, storable(failure.reason()));
                statement.setInt(4, failure.attempts());
                statement.setObject(5, failure.firstFailedAt().atOffset(ZoneOffset.UTC));
                statement.setObject(6, failure.lastFailedAt().atOffset(ZoneOffset.UTC));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** PostgreSQL cannot store the character U+0000. */
    private static String storable(String reason) {
        return reason.replace('\0', '\uFFFD');
    }

    void remove(Connection connection, ModelName model, Collection<RecordId> ids) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("DELETE FROM " + name + " WHERE model = ? AND record_id = ?")) {
            for (RecordId id : ids.stream().sorted().toList()) {
                statement.setString(1, model.value());
                statement.setLong(2, id.value());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    List<FailedRecord> list(Connection connection, ModelName model, long after, int limit) throws SQLException {
        List<FailedRecord> failures = new ArrayList<>();
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT record_id, reason, attempts, first_failed_at, last_failed_at FROM "
                        + name + " WHERE model = ? AND record_id > ? ORDER BY record_id LIMIT ?")) {
            statement.setString(1, model.value());
            statement.setLong(2, after);
            statement.setInt(3, limit);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    failures.add(new FailedRecord(
                            RecordId.of(rows.getLong(1)),
                            rows.getString(2),
                            rows.getInt(3),
                            instant(rows, 4),
                            instant(rows, 5)));
                }
            }
        }
        return failures;
    }

    private static Instant instant(ResultSet rows, int column) throws SQLException {
        return rows.getObject(column, OffsetDateTime.class).toInstant();
    }

    long count(Connection connection, ModelName model) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT count(*) FROM " + name + " WHERE model = ?")) {
            statement.setString(1, model.value());
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }
}
