package io.syncline.sqlite;

import io.syncline.api.Quarantine;
import io.syncline.api.RecordId;
import io.syncline.core.adapter.jdbc.JdbcStatements;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.QuarantinePage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The records of a model that are in quarantine. A row covers all chunks of its record.
 *
 * @param connection in a transaction
 * @param model the key of the model in the tables
 */
record QuarantineTable(Connection connection, long model) {

    private static final String PUT = "INSERT OR IGNORE INTO quarantine (model, record_id, since, until)"
            + " SELECT ?1, ?2, ?3, ?4 WHERE EXISTS (SELECT 1 FROM point WHERE model = ?1 AND record_id = ?2)";

    private static final String AMONG = """
            SELECT record_id, since, until
            FROM json_each(?) AS wanted CROSS JOIN quarantine ON model = ? AND record_id = wanted.value
            """;

    private static final String LISTING = """
            SELECT record_id, since, until FROM quarantine
            WHERE model = ? AND record_id > ? AND record_id <= ? ORDER BY record_id LIMIT ?
            """;

    /** Puts a record into quarantine; returns whether it exists and was not in quarantine. */
    boolean put(RecordId record, Quarantine quarantine) throws SQLException {
        return JdbcStatements.update(
                        connection,
                        PUT,
                        model,
                        record.value(),
                        quarantine.since().toEpochMilli(),
                        quarantine.until().toEpochMilli())
                > 0;
    }

    /** Removes a record from quarantine; returns whether it was in quarantine. */
    boolean remove(RecordId record) throws SQLException {
        return JdbcStatements.update(
                        connection, "DELETE FROM quarantine WHERE model = ? AND record_id = ?", model, record.value())
                > 0;
    }

    /** The quarantines of those of the records that are in quarantine. */
    Map<RecordId, Quarantine> of(Collection<RecordId> records) throws SQLException {
        Map<RecordId, Quarantine> found = new HashMap<>();
        try (PreparedStatement statement = JdbcStatements.prepare(connection, AMONG, IdColumn.json(records), model);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                QuarantinePage.Entry entry = entry(rows);
                found.put(entry.id(), entry.quarantine());
            }
        }
        return found;
    }

    QuarantinePage page(IdRange range, int limit) throws SQLException {
        List<QuarantinePage.Entry> entries = new ArrayList<>();
        try (PreparedStatement statement = JdbcStatements.prepare(
                        connection,
                        LISTING,
                        model,
                        IdColumn.bound(range.after()),
                        IdColumn.bound(range.upTo()),
                        limit + 1L);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                entries.add(entry(rows));
            }
        }
        boolean end = entries.size() <= limit;
        List<QuarantinePage.Entry> page = end ? entries : entries.subList(0, limit);
        Cursor last = page.isEmpty()
                ? range.after()
                : Cursor.after(page.get(page.size() - 1).id());
        return new QuarantinePage(page, last, end);
    }

    private static QuarantinePage.Entry entry(ResultSet row) throws SQLException {
        return new QuarantinePage.Entry(
                IdColumn.read(row, 1),
                new Quarantine(Instant.ofEpochMilli(row.getLong(2)), Instant.ofEpochMilli(row.getLong(3))));
    }
}
