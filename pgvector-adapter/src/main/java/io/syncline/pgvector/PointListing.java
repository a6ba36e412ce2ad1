package io.syncline.pgvector;

import io.syncline.api.Quarantine;
import io.syncline.api.RecordId;
import io.syncline.core.adapter.jdbc.JdbcStatements;
import io.syncline.core.adapter.sink.ChunkStamps;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.EmbeddedChunk;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.QuarantinePage;
import io.syncline.core.port.vector.RecordStamp;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what is stored of one model.
 *
 * @param connection the connection
 * @param generation the tables
 * @param key whose records
 */
record PointListing(Connection connection, Generation generation, ModelKey key) {

    private static final String STAMPS = """
        SELECT record_text, record_number, chunk_index, source_version, content_hash, fingerprint, chunk_count, epoch,
          quarantined_since, quarantined_until
        FROM %s AS point JOIN unnest(?::text[], ?::bigint[]) AS u (record_text, record_number)
          USING (record_text, record_number)
        WHERE model = ? ORDER BY record_text, record_number, chunk_index
        """;

    private static final String CHUNKS = """
        SELECT record_text, record_number, text, embedding::vector::real[]
        FROM %s AS point JOIN unnest(?::text[], ?::bigint[]) AS u (record_text, record_number)
          USING (record_text, record_number)
        WHERE model = ?
        """;

    /** The first stored chunk of each record; the index holds all of it. */
    private static final String LISTING = """
        SELECT DISTINCT ON (record_text, record_number) record_text, record_number, source_version
        FROM %s WHERE model = ?%s ORDER BY record_text, record_number, chunk_index LIMIT ?
        """;

    private static final String COUNT =
            "SELECT count(*) FROM (SELECT DISTINCT record_text, record_number FROM %s WHERE model = ?) AS record";

    private static final String QUARANTINED = """
        SELECT DISTINCT ON (record_text, record_number)
          record_text, record_number, quarantined_since, quarantined_until
        FROM %s WHERE model = ? AND quarantined_since IS NOT NULL%s
        ORDER BY record_text, record_number, chunk_index LIMIT ?
        """;

    Map<RecordId, RecordStamp> stamps(Collection<RecordId> ids) throws SQLException {
        RecordKeys keys = RecordKeys.of(ids);
        Map<RecordId, ChunkStamps> found = new LinkedHashMap<>();
        JdbcStatements.list(
                connection,
                row -> {
                    RecordStamp chunk = stamp(row);
                    found.computeIfAbsent(chunk.id(), id -> new ChunkStamps(chunk))
                            .add(row.getInt(3), chunk);
                    return chunk;
                },
                STAMPS.formatted(generation.points()),
                keys.texts(),
                keys.numbers(),
                model());
        Map<RecordId, RecordStamp> stamps = new LinkedHashMap<>();
        found.forEach((id, builder) -> stamps.put(id, builder.build()));
        return stamps;
    }

    Map<RecordId, List<EmbeddedChunk>> chunks(Collection<RecordId> ids) throws SQLException {
        RecordKeys keys = RecordKeys.of(ids);
        Map<RecordId, List<EmbeddedChunk>> chunks = new LinkedHashMap<>();
        JdbcStatements.list(
                connection,
                row -> chunks.computeIfAbsent(RecordKeys.read(row, 1), id -> new ArrayList<>())
                        .add(new EmbeddedChunk(row.getString(3), embedding(row))),
                CHUNKS.formatted(generation.points()),
                keys.texts(),
                keys.numbers(),
                model());
        return chunks;
    }

    private static Embedding embedding(ResultSet row) throws SQLException {
        Float[] numbers = (Float[]) row.getArray(4).getArray();
        float[] vector = new float[numbers.length];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = numbers[i];
        }
        return Embedding.of(vector);
    }

    private static RecordStamp stamp(ResultSet row) throws SQLException {
        Optional<Quarantine> quarantine = row.getObject(9) == null ? Optional.empty() : Optional.of(quarantine(row, 9));
        return new RecordStamp(
                RecordKeys.read(row, 1),
                row.getLong(4),
                row.getString(5),
                row.getString(6),
                row.getInt(7),
                1,
                row.getLong(8),
                true,
                quarantine);
    }

    private static Quarantine quarantine(ResultSet row, int column) throws SQLException {
        return new Quarantine(Instant.ofEpochMilli(row.getLong(column)), Instant.ofEpochMilli(row.getLong(column + 1)));
    }

    IdPage ids(IdRange range, int limit) throws SQLException {
        List<IdAndVersion> found =
                page(LISTING, range, limit, row -> new IdAndVersion(RecordKeys.read(row, 1), row.getLong(3)));
        List<IdAndVersion> page = found.subList(0, Math.min(limit, found.size()));
        Cursor last = page.isEmpty()
                ? range.after()
                : Cursor.after(page.get(page.size() - 1).id());
        return new IdPage(page, last, found.size() <= limit);
    }

    QuarantinePage quarantined(IdRange range, int limit) throws SQLException {
        List<QuarantinePage.Entry> found = page(
                QUARANTINED,
                range,
                limit,
                row -> new QuarantinePage.Entry(RecordKeys.read(row, 1), quarantine(row, 3)));
        List<QuarantinePage.Entry> page = found.subList(0, Math.min(limit, found.size()));
        Cursor last = page.isEmpty()
                ? range.after()
                : Cursor.after(page.get(page.size() - 1).id());
        return new QuarantinePage(page, last, found.size() <= limit);
    }

    /** Up to one record more than the limit, which shows whether there are more. */
    private <T> List<T> page(String sql, IdRange range, int limit, JdbcStatements.Row<T> row) throws SQLException {
        if (range.after().isEnd() || range.upTo().isStart()) {
            return List.of();
        }
        List<Object> parameters = new ArrayList<>(List.of(model()));
        RecordKeys.bind(range.after(), parameters);
        RecordKeys.bind(range.upTo(), parameters);
        parameters.add(limit + 1L);
        String bounds = RecordKeys.condition(range.after(), ">") + RecordKeys.condition(range.upTo(), "<=");
        return JdbcStatements.list(connection, row, sql.formatted(generation.points(), bounds), parameters.toArray());
    }

    long count() throws SQLException {
        return JdbcStatements.number(connection, COUNT.formatted(generation.points()), model());
    }

    private int model() throws SQLException {
        return new StoredModels(connection, generation).id(key);
    }
}
