package io.syncline.pgvector;

import io.syncline.api.RecordId;
import io.syncline.api.failure.SetupException;
import io.syncline.core.adapter.jdbc.JdbcStatements;
import io.syncline.core.port.vector.EmbeddedChunk;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;

/**
 * The upserts of one run, within one transaction. Each statement writes many points; their columns are arrays, and their vectors
 * one array of all numbers, which is cut by the server.
 *
 * @param connection in a transaction
 * @param generation the tables
 * @param type the type of the vectors
 * @param key whose records
 * @param epoch fencing token of the run
 */
record PointUpsert(Connection connection, Generation generation, VectorType type, ModelKey key, long epoch) {

    /** Numbers of vectors per statement: some megabytes. */
    private static final int MOST_NUMBERS = 400_000;

    private static final String UPSERT = """
        INSERT INTO %1$s AS point (model, record_text, record_number, chunk_index, record_bits, source_version, epoch,
          chunk_count, content_hash, fingerprint, payload, text, words, word_count, embedding)
        SELECT ?, record_text, record_number, chunk_index, record_bits, source_version, ?,
          chunk_count, content_hash, fingerprint, payload::json, text, words::tsvector, word_count,
          (?::real[])[(n - 1) * %2$d + 1 : n * %2$d]::%3$s
        FROM unnest(?::text[], ?::bigint[], ?::int[], ?::bigint[], ?::bigint[], ?::int[], ?::text[], ?::text[],
          ?::text[], ?::text[], ?::text[], ?::int[]) WITH ORDINALITY
          AS u (record_text, record_number, chunk_index, record_bits, source_version, chunk_count, content_hash,
            fingerprint, payload, text, words, word_count, n)
        ON CONFLICT (model, record_text, record_number, chunk_index) DO UPDATE SET
          source_version = excluded.source_version, epoch = excluded.epoch, chunk_count = excluded.chunk_count,
          content_hash = excluded.content_hash, fingerprint = excluded.fingerprint,
          quarantined_since = NULL, quarantined_until = NULL, payload = excluded.payload, text = excluded.text,
          words = excluded.words, word_count = excluded.word_count, embedding = excluded.embedding
        WHERE excluded.epoch > point.epoch
          OR (excluded.epoch = point.epoch AND excluded.source_version >= point.source_version)
        """;

    /** Which of some points were kept by the guard. */
    private static final String KEPT = """
        SELECT record_text, record_number FROM %s AS point
        JOIN unnest(?::text[], ?::bigint[], ?::int[], ?::bigint[]) AS u (record_text, record_number, chunk_index, version)
          USING (record_text, record_number, chunk_index)
        WHERE model = ? AND (epoch > ? OR (epoch = ? AND source_version > version)) LIMIT 1
        """;

    /** Stores the documents, in the order of their ids: concurrent transactions lock rows in the same one. */
    void run(List<EmbeddedDocument> documents) throws SQLException {
        documents.forEach(this::checkDimension);
        int model = new StoredModels(connection, generation).ensured(key);
        int most = Math.max(1, MOST_NUMBERS / type.dimension());
        PointColumns columns = new PointColumns(type.dimension());
        for (EmbeddedDocument document : documents.stream()
                .sorted(Comparator.comparing(EmbeddedDocument::id))
                .toList()) {
            for (int index = 0; index < document.chunks().size(); index++) {
                columns.add(document, index);
                if (columns.size() == most) {
                    store(model, columns);
                    columns = new PointColumns(type.dimension());
                }
            }
        }
        if (columns.size() > 0) {
            store(model, columns);
        }
    }

    private void store(int model, PointColumns columns) throws SQLException {
        String sql = UPSERT.formatted(generation.points(), type.dimension(), type);
        int stored = JdbcStatements.update(connection, sql, columns.parameters(model, epoch));
        if (stored < columns.size()) {
            throw LostRaces.of(key, kept(model, columns), epoch);
        }
    }

    private RecordId kept(int model, PointColumns columns) throws SQLException {
        return JdbcStatements.first(
                        connection,
                        row -> RecordKeys.read(row, 1),
                        KEPT.formatted(generation.points()),
                        columns.guarded(model, epoch))
                .orElse(columns.first());
    }

    private void checkDimension(EmbeddedDocument document) {
        for (EmbeddedChunk chunk : document.chunks()) {
            if (chunk.embedding().dimension() != type.dimension()) {
                throw new SetupException("Record " + document.id() + " of " + key + " has a vector of dimension "
                        + chunk.embedding().dimension() + "; the collection stores vectors of dimension "
                        + type.dimension() + ". Use the embedder that the collection was prepared for");
            }
        }
    }
}
