package io.syncline.pgvector;

import io.syncline.api.Quarantine;
import io.syncline.api.RecordId;
import io.syncline.core.adapter.jdbc.JdbcStatements;
import io.syncline.core.port.vector.ModelKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Deletions and quarantines of one run, within one transaction.
 *
 * @param connection in a transaction
 * @param generation the tables
 * @param key whose records
 * @param epoch fencing token of the run
 */
record PointChanges(Connection connection, Generation generation, ModelKey key, long epoch) {

    private static final String RECORDS =
            " unnest(?::text[], ?::bigint[]) AS u (record_text, record_number) WHERE point.model = ?"
                    + " AND point.record_text = u.record_text AND point.record_number = u.record_number";

    /**
     * Locks points until the end of the transaction, in one order for all writers. After waiting for another writer, it returns what
     * that one has committed.
     */
    private static final String HELD = "SELECT point.record_text, point.record_number, point.epoch FROM %s AS point,"
            + RECORDS + " ORDER BY point.record_text, point.record_number, point.chunk_index FOR UPDATE OF point";

    private record Locked(RecordId record, long epoch) {}

    private static final String DELETE = """
        DELETE FROM %s AS point USING unnest(?::text[], ?::bigint[], ?::int[]) AS u (record_text, record_number, kept)
        WHERE point.model = ? AND point.record_text = u.record_text AND point.record_number = u.record_number
          AND point.chunk_index >= u.kept AND point.epoch <= ?
        """;

    /** A record of which points are left that should have been deleted. */
    private static final String LEFT = """
        SELECT point.record_text, point.record_number
        FROM %s AS point, unnest(?::text[], ?::bigint[], ?::int[]) AS u (record_text, record_number, kept)
        WHERE point.model = ? AND point.record_text = u.record_text AND point.record_number = u.record_number
          AND point.chunk_index >= u.kept LIMIT 1
        """;

    /** Deletes the chunks of each record from a given index on. */
    void delete(Map<RecordId, Integer> fromChunk) throws SQLException {
        int model = new StoredModels(connection, generation).held(key);
        Map<RecordId, Integer> sorted = new TreeMap<>(fromChunk);
        RecordKeys keys = RecordKeys.of(sorted.keySet());
        Integer[] kept = sorted.values().toArray(Integer[]::new);
        JdbcStatements.update(
                connection, DELETE.formatted(generation.points()), keys.texts(), keys.numbers(), kept, model, epoch);
        refuse(JdbcStatements.first(
                connection,
                row -> RecordKeys.read(row, 1),
                LEFT.formatted(generation.points()),
                keys.texts(),
                keys.numbers(),
                kept,
                model));
    }

    /** Puts records into quarantine. */
    void quarantine(Collection<RecordId> records, Quarantine quarantine) throws SQLException {
        change(
                records,
                "quarantined_since = ?, quarantined_until = ?",
                "quarantined_since IS NULL",
                quarantine.since().toEpochMilli(),
                quarantine.until().toEpochMilli());
    }

    /** Takes records out of quarantine. */
    void lift(Collection<RecordId> records) throws SQLException {
        change(records, "quarantined_since = NULL, quarantined_until = NULL", "quarantined_since IS NOT NULL");
    }

    private void change(Collection<RecordId> records, String assignments, String condition, Object... values)
            throws SQLException {
        int model = new StoredModels(connection, generation).held(key);
        RecordKeys keys = RecordKeys.of(records);
        refuse(JdbcStatements.list(
                        connection,
                        row -> new Locked(RecordKeys.read(row, 1), row.getLong(3)),
                        HELD.formatted(generation.points()),
                        keys.texts(),
                        keys.numbers(),
                        model)
                .stream()
                .filter(point -> point.epoch() > epoch)
                .map(Locked::record)
                .findFirst());
        List<Object> parameters = new ArrayList<>(List.of(values));
        parameters.addAll(List.of(epoch, keys.texts(), keys.numbers(), model));
        JdbcStatements.update(
                connection,
                "UPDATE " + generation.points() + " AS point SET " + assignments + ", epoch = ? FROM" + RECORDS
                        + " AND " + condition,
                parameters.toArray());
    }

    private void refuse(Optional<RecordId> newer) {
        newer.ifPresent(record -> {
            throw LostRaces.of(key, record, epoch);
        });
    }
}
