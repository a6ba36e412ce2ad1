package io.syncline.sqlite;

import io.syncline.api.RecordId;
import io.syncline.core.adapter.jdbc.JdbcStatements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An LRU cache of the vectors of whole models, bounded by memory. A model that does not fit is read from the file at each
 * search. Quarantined records are not cached.
 *
 * <p>Each write of points replaces the generation of their model in the same transaction. A search reads the generation
 * and the points in one transaction too, so it detects a stale entry whichever process wrote, and also if the file was
 * replaced by another one or an older copy. Thread-safe. Running searches may still use evicted vectors, which the limit
 * does not count.
 */
final class VectorCache {

    private static final String ALL =
            "SELECT record_id, chunk_index, vector FROM point WHERE model = ? ORDER BY record_id, chunk_index";

    private static final String FOUND = "SELECT record_id, chunk_index, vector FROM point WHERE model = ?1"
            + " AND record_id NOT IN (SELECT record_id FROM quarantine WHERE model = ?1)"
            + " ORDER BY record_id, chunk_index";

    private static final String SOME = "SELECT record_id, chunk_index, vector FROM json_each(?2) AS wanted"
            + " CROSS JOIN point ON model = ?1 AND record_id = wanted.value ORDER BY record_id, chunk_index";

    private static final String SOME_FOUND = "SELECT record_id, chunk_index, vector FROM json_each(?2) AS wanted"
            + " CROSS JOIN point ON model = ?1 AND record_id = wanted.value"
            + " WHERE record_id NOT IN (SELECT record_id FROM quarantine WHERE model = ?1)"
            + " ORDER BY record_id, chunk_index";

    private static final String TEXT_BYTES = "SELECT sum(length(CAST(record_id AS BLOB))) FROM point"
            + " WHERE model = ? AND typeof(record_id) = 'text'";

    private final long maxBytes;
    private final Map<Long, CachedVectors> leastRecentFirst = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    VectorCache(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Compares the vectors of a model, without quarantined records, with a normalised vector. */
    void scan(Connection connection, Models.Stored model, float[] query, ScoredChunks hits) throws SQLException {
        CachedVectors cached = cached(connection, model, query.length);
        if (cached != null) {
            cached.scan(query, hits);
        } else {
            scan(new Rows(connection, FOUND, model), query, hits);
        }
    }

    /** Compares all vectors of a model with a normalised vector; reads them from the file. */
    static void scanAll(Connection connection, Models.Stored model, float[] query, ScoredChunks hits)
            throws SQLException {
        scan(new Rows(connection, ALL, model), query, hits);
    }

    /**
     * Some records of a model.
     *
     * @param model the model
     * @param records the records
     * @param quarantined whether those in quarantine are among them
     */
    record Some(Models.Stored model, Set<RecordId> records, boolean quarantined) {}

    /** Compares the vectors of some records with a normalised vector; reads them from the file. */
    static void scanSome(Connection connection, Some some, float[] query, ScoredChunks hits) throws SQLException {
        String sql = some.quarantined() ? SOME : SOME_FOUND;
        scan(
                new Rows(connection, sql, some.model(), List.of(some.model().id(), IdColumn.json(some.records()))),
                query,
                hits);
    }

    private static void scan(Rows rows, float[] query, ScoredChunks hits) throws SQLException {
        rows.read(
                query.length,
                (record, chunk, vector) -> hits.add(rows.model, record, chunk, VectorBlob.dot(query, vector, 0)));
    }

    // Synchronized while it loads, so that concurrent searches load a model once.
    private synchronized @Nullable CachedVectors cached(Connection connection, Models.Stored model, int dimension)
            throws SQLException {
        CachedVectors cached = leastRecentFirst.get(model.id());
        if (cached != null && cached.model().generation() == model.generation()) {
            return cached;
        }
        drop(model.id());
        long rows = JdbcStatements.number(connection, "SELECT count(*) FROM point WHERE model = ?", model.id());
        long textBytes = JdbcStatements.number(connection, TEXT_BYTES, model.id());
        long needed = CachedVectors.bytes(rows, dimension) + textBytes;
        if (needed > maxBytes) {
            return null;
        }
        makeRoom(needed);
        CachedVectors loaded = new CachedVectors(model, Math.toIntExact(rows), dimension, textBytes);
        new Rows(connection, FOUND, model).read(dimension, loaded::add);
        leastRecentFirst.put(model.id(), loaded);
        bytes += loaded.bytes();
        return loaded;
    }

    private void drop(long model) {
        CachedVectors dropped = leastRecentFirst.remove(model);
        bytes -= dropped == null ? 0 : dropped.bytes();
    }

    private void makeRoom(long needed) {
        for (Iterator<CachedVectors> each = leastRecentFirst.values().iterator();
                bytes + needed > maxBytes && each.hasNext(); ) {
            bytes -= each.next().bytes();
            each.remove();
        }
    }

    @FunctionalInterface
    private interface VectorReceiver {
        void accept(RecordId record, int chunk, float[] normalised);
    }

    /**
     * The vectors of a model in the file.
     *
     * @param connection in a transaction
     * @param sql a query
     * @param model the model
     * @param parameters of the query
     */
    private record Rows(Connection connection, String sql, Models.Stored model, List<Object> parameters) {

        /** The vectors that a query with the key of the model as its parameter finds. */
        Rows(Connection connection, String sql, Models.Stored model) {
            this(connection, sql, model, List.of(model.id()));
        }

        void read(int dimension, VectorReceiver receiver) throws SQLException {
            float[] vector = new float[dimension];
            RecordId last = null;
            try (PreparedStatement statement = JdbcStatements.prepare(connection, sql, parameters.toArray());
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    VectorBlob.decode(rows.getBytes(3), vector);
                    VectorBlob.normalise(vector);
                    RecordId record = IdColumn.read(rows, 1);
                    // One object for all chunks of a record.
                    if (last == null || !last.equals(record)) {
                        last = record;
                    }
                    receiver.accept(last, rows.getInt(2), vector);
                }
            }
        }
    }
}
