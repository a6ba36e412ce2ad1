package io.syncline.sqlite;

import io.syncline.api.Quarantine;
import io.syncline.api.RecordId;
import io.syncline.core.adapter.jdbc.JdbcStatements;
import io.syncline.core.adapter.sink.ChunkStamps;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.EmbeddedChunk;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.QuarantinePage;
import io.syncline.core.port.vector.RecordStamp;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what an index stores of one model.
 *
 * @param connection in a transaction
 * @param key whose records
 */
record PointReader(Connection connection, ModelKey key) {

    /** The record ids are bound as one JSON array, so one statement serves any number of them. */
    static final String STAMPS = """
            SELECT record_id, chunk_index, source_version, content_hash, fingerprint, chunk_count, epoch
            FROM json_each(?) AS wanted CROSS JOIN point ON model = ? AND record_id = wanted.value
            ORDER BY record_id, chunk_index
            """;

    private static final String CHUNKS = """
            SELECT record_id, text, vector
            FROM json_each(?) AS wanted CROSS JOIN point ON model = ? AND record_id = wanted.value
            """;

    static final String LISTING = """
            SELECT record_id, source_version FROM point INDEXED BY point_listing
            WHERE model = ? AND record_id > ? AND record_id <= ? ORDER BY record_id, chunk_index
            """;

    static final String COUNT = "SELECT count(DISTINCT record_id) FROM point INDEXED BY point_listing WHERE model = ?";

    Map<RecordId, RecordStamp> stamps(Collection<RecordId> ids) throws SQLException {
        long model = Models.id(connection, key);
        Map<RecordId, ChunkStamps> found = new LinkedHashMap<>();
        try (PreparedStatement statement = JdbcStatements.prepare(connection, STAMPS, IdColumn.json(ids), model);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                RecordStamp chunk = stamp(rows);
                found.computeIfAbsent(chunk.id(), id -> new ChunkStamps(chunk)).add(rows.getInt(2), chunk);
            }
        }
        Map<RecordId, RecordStamp> stamps = new LinkedHashMap<>();
        Map<RecordId, Quarantine> quarantines = new QuarantineTable(connection, model).of(found.keySet());
        found.forEach((id, builder) -> stamps.put(id, builder.build(Optional.ofNullable(quarantines.get(id)))));
        return stamps;
    }

    private static RecordStamp stamp(ResultSet rows) throws SQLException {
        return new RecordStamp(
                IdColumn.read(rows, 1),
                rows.getLong(3),
                rows.getString(4),
                rows.getString(5),
                rows.getInt(6),
                1,
                rows.getLong(7),
                true);
    }

    Map<RecordId, List<EmbeddedChunk>> chunks(Collection<RecordId> ids) throws SQLException {
        long model = Models.id(connection, key);
        Map<RecordId, List<EmbeddedChunk>> chunks = new LinkedHashMap<>();
        try (PreparedStatement statement = JdbcStatements.prepare(connection, CHUNKS, IdColumn.json(ids), model);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                String text = rows.getString(2);
                List<EmbeddedChunk> ofRecord = chunks.computeIfAbsent(IdColumn.read(rows, 1), id -> new ArrayList<>());
                VectorBlob.readable(rows.getBytes(3))
                        .ifPresent(vector -> ofRecord.add(new EmbeddedChunk(text, vector)));
            }
        }
        return chunks;
    }

    IdPage ids(IdRange range, int limit) throws SQLException {
        List<IdAndVersion> entries = new ArrayList<>();
        Cursor last = range.after();
        try (PreparedStatement statement = JdbcStatements.prepare(
                        connection,
                        LISTING,
                        Models.id(connection, key),
                        IdColumn.bound(range.after()),
                        IdColumn.bound(range.upTo()));
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                RecordId id = IdColumn.read(rows, 1);
                if (!last.isBefore(id)) {
                    continue;
                }
                if (entries.size() == limit) {
                    return new IdPage(entries, last, false);
                }
                entries.add(new IdAndVersion(id, rows.getLong(2)));
                last = Cursor.after(id);
            }
        }
        return new IdPage(entries, last, true);
    }

    QuarantinePage quarantined(IdRange range, int limit) throws SQLException {
        return new QuarantineTable(connection, Models.id(connection, key)).page(range, limit);
    }

    long count() throws SQLException {
        return JdbcStatements.number(connection, COUNT, Models.id(connection, key));
    }
}
