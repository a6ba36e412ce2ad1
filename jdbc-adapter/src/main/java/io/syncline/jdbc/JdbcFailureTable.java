package io.syncline.jdbc;

import io.syncline.api.FailedRecord;
import io.syncline.api.RecordId;
import io.syncline.core.adapter.jdbc.PostgresNames;
import io.syncline.core.port.metadata.StateKey;
import io.syncline.core.port.record.Cursor;
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
import java.util.Optional;

/**
 * The failed records of all keys. Times are stored with microsecond precision. Texts are compared by their bytes, so they
 * have the order of record ids; a number is stored with an empty text, which comes before them.
 *
 * @param name of the table
 */
record JdbcFailureTable(String name) {

    private static final String OF_KEY = " WHERE source = ? AND model_name = ? AND sink = ?";

    private static final String SELECT =
            "SELECT record_text, record_number, reason, attempts, first_failed_at, last_failed_at FROM ";

    void put(Connection connection, StateKey key, Collection<FailedRecord> failures) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("INSERT INTO " + name
                + " (source, model_name, sink, record_text, record_number, reason, attempts, first_failed_at,"
                + " last_failed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " ON CONFLICT (source, model_name, sink, record_text, record_number) DO UPDATE SET"
                + " reason = excluded.reason, attempts = excluded.attempts,"
                + " first_failed_at = excluded.first_failed_at, last_failed_at = excluded.last_failed_at")) {
            // In one order, so that concurrent writers cannot deadlock.
            for (FailedRecord failure : failures.stream()
                    .sorted(Comparator.comparing(FailedRecord::id))
                    .toList()) {
                new Parameters(statement)
                        .key(key)
                        .id(failure.id())
                        .text(PostgresNames.storable(failure.reason()))
                        .number(failure.attempts())
                        .object(failure.firstFailedAt().atOffset(ZoneOffset.UTC))
                        .object(failure.lastFailedAt().atOffset(ZoneOffset.UTC));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    void remove(Connection connection, StateKey key, Collection<RecordId> ids) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "DELETE FROM " + name + OF_KEY + " AND record_text = ? AND record_number = ?")) {
            for (RecordId id : ids.stream().sorted().toList()) {
                new Parameters(statement).key(key).id(id);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    List<FailedRecord> list(Connection connection, StateKey key, Cursor after, int limit) throws SQLException {
        if (after.isEnd()) {
            return List.of();
        }
        String range = after.isStart() ? "" : " AND (record_text, record_number) > (?, ?)";
        List<FailedRecord> failures = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                SELECT + name + OF_KEY + range + " ORDER BY record_text, record_number LIMIT ?")) {
            Parameters parameters = new Parameters(statement).key(key);
            if (!after.isStart()) {
                parameters.id(after.id());
            }
            parameters.number(limit);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    failures.add(failure(rows));
                }
            }
        }
        return failures;
    }

    Optional<FailedRecord> find(Connection connection, StateKey key, RecordId id) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(SELECT + name + OF_KEY + " AND record_text = ? AND record_number = ?")) {
            new Parameters(statement).key(key).id(id);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(failure(rows)) : Optional.empty();
            }
        }
    }

    private static FailedRecord failure(ResultSet row) throws SQLException {
        String text = row.getString(1);
        return new FailedRecord(
                text.isEmpty() ? RecordId.of(row.getLong(2)) : RecordId.of(text),
                row.getString(3),
                row.getInt(4),
                instant(row, 5),
                instant(row, 6));
    }

    private static Instant instant(ResultSet rows, int column) throws SQLException {
        return rows.getObject(column, OffsetDateTime.class).toInstant();
    }

    long count(Connection connection, StateKey key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT count(*) FROM " + name + OF_KEY)) {
            new Parameters(statement).key(key);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    /** Deletes all failed records of a key. */
    void clear(Connection connection, StateKey key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("DELETE FROM " + name + OF_KEY)) {
            new Parameters(statement).key(key);
            statement.executeUpdate();
        }
    }

    /** Gives the failed records of a key to another one, in place of its own. */
    void move(Connection connection, StateKey from, StateKey to) throws SQLException {
        clear(connection, to);
        try (PreparedStatement statement =
                connection.prepareStatement("UPDATE " + name + " SET source = ?, model_name = ?, sink = ?" + OF_KEY)) {
            new Parameters(statement).key(to).key(from);
            statement.executeUpdate();
        }
    }
}
