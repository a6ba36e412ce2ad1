package io.syncline.sqlite;

import io.syncline.api.Quarantine;
import io.syncline.api.RecordId;
import io.syncline.api.failure.LostRaceException;
import io.syncline.api.failure.SetupException;
import io.syncline.core.adapter.jdbc.JdbcStatements;
import io.syncline.core.adapter.sink.PayloadJson;
import io.syncline.core.port.vector.EmbeddedChunk;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.PointId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The writes of one run, within one transaction.
 *
 * @param connection in a write transaction
 * @param key whose records
 * @param epoch fencing token of the run
 */
record PointWriter(Connection connection, ModelKey key, long epoch) {

    private static final String UPSERT = """
            INSERT INTO point (model, record_id, text_bits, chunk_index, source_version, epoch, chunk_count,
              content_hash, fingerprint, payload, text, vector, word_row)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (model, record_id, chunk_index) DO UPDATE SET
              source_version = excluded.source_version, epoch = excluded.epoch, chunk_count = excluded.chunk_count,
              content_hash = excluded.content_hash, fingerprint = excluded.fingerprint,
              payload = excluded.payload, text = excluded.text, vector = excluded.vector,
              word_row = coalesce(word_row, excluded.word_row)
            WHERE excluded.epoch > epoch OR (excluded.epoch = epoch AND excluded.source_version >= source_version)
            RETURNING word_row
            """;

    private static final String DELETE =
            "DELETE FROM point WHERE model = ? AND record_id = ? AND chunk_index >= ? AND epoch <= ?";

    /**
     * Stores documents.
     *
     * @param all these and those that follow, which are checked before the first is written
     */
    void upsert(List<EmbeddedDocument> documents, List<EmbeddedDocument> all) throws SQLException {
        checkDimension(all);
        long model = Models.changed(connection, key);
        try (PreparedStatement statement = connection.prepareStatement(UPSERT)) {
            for (EmbeddedDocument document : documents) {
                upsert(statement, model, document);
                new QuarantineTable(connection, model).remove(document.id());
            }
        }
    }

    private void upsert(PreparedStatement statement, long model, EmbeddedDocument document) throws SQLException {
        String payload = PayloadJson.write(document.payload());
        WordRows words = new WordRows(connection);
        Long textBits = document.id().isNumber() ? null : PointId.bits(document.id());
        for (int index = 0; index < document.chunks().size(); index++) {
            EmbeddedChunk chunk = document.chunks().get(index);
            JdbcStatements.bind(
                    statement,
                    model,
                    document.id().value(),
                    textBits,
                    index,
                    document.sourceVersion(),
                    epoch,
                    document.chunks().size(),
                    document.contentHash(),
                    document.fingerprint(),
                    payload,
                    chunk.text(),
                    VectorBlob.encode(chunk.embedding()),
                    words.next());
            words.put(wordRow(statement, document.id()), model, chunk.text());
        }
    }

    /** Stores a point and returns the number of its words. */
    private long wordRow(PreparedStatement statement, RecordId record) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                throw lostRace(record);
            }
            return row.getLong(1);
        }
    }

    /** Deletes the chunks of each record from a given index on. */
    void delete(Map<RecordId, Integer> fromChunk) throws SQLException {
        long model = Models.id(connection, key);
        int deleted = 0;
        try (PreparedStatement statement = connection.prepareStatement(DELETE)) {
            for (Map.Entry<RecordId, Integer> entry : fromChunk.entrySet()) {
                JdbcStatements.bind(statement, model, entry.getKey().value(), entry.getValue(), epoch);
                deleted += statement.executeUpdate();
                refuseIfLeft(model, entry.getKey(), entry.getValue());
                if (entry.getValue() == 0) {
                    new QuarantineTable(connection, model).remove(entry.getKey());
                }
            }
        }
        if (deleted > 0) {
            Models.changed(connection, key);
        }
    }

    /** Puts records into quarantine. */
    void quarantine(Collection<RecordId> records, Quarantine quarantine) throws SQLException {
        QuarantineTable table = new QuarantineTable(connection, Models.id(connection, key));
        change(records, record -> table.put(record, quarantine));
    }

    /** Takes records out of quarantine. */
    void lift(Collection<RecordId> records) throws SQLException {
        change(records, new QuarantineTable(connection, Models.id(connection, key))::remove);
    }

    private void change(Collection<RecordId> records, Change change) throws SQLException {
        long model = Models.id(connection, key);
        boolean changed = false;
        for (RecordId record : records) {
            refuseNewer(model, record);
            if (change.change(record)) {
                JdbcStatements.update(
                        connection,
                        "UPDATE point SET epoch = ? WHERE model = ? AND record_id = ?",
                        epoch,
                        model,
                        record.value());
                changed = true;
            }
        }
        if (changed) {
            Models.changed(connection, key);
        }
    }

    private void refuseNewer(long model, RecordId record) throws SQLException {
        long newer = JdbcStatements.number(
                connection,
                "SELECT count(*) FROM point WHERE model = ? AND record_id = ? AND epoch > ?",
                model,
                record.value(),
                epoch);
        if (newer > 0) {
            throw lostRace(record);
        }
    }

    /** A change of one record; returns whether it changed anything. */
    @FunctionalInterface
    private interface Change {
        boolean change(RecordId record) throws SQLException;
    }

    private void refuseIfLeft(long model, RecordId record, int fromChunk) throws SQLException {
        long left = JdbcStatements.number(
                connection,
                "SELECT count(*) FROM point WHERE model = ? AND record_id = ? AND chunk_index >= ?",
                model,
                record.value(),
                fromChunk);
        if (left > 0) {
            throw lostRace(record);
        }
    }

    private LostRaceException lostRace(RecordId record) {
        return new LostRaceException("Record " + record + " of " + key
                + " was stored by a newer run, or in a newer version, than this write of epoch " + epoch
                + "; nothing was changed. Let the newer run finish");
    }

    private void checkDimension(List<EmbeddedDocument> documents) throws SQLException {
        long dimension = IndexEmbedder.dimension(connection);
        if (dimension == 0) {
            throw new SetupException("The index was never prepared. Call prepare first");
        }
        for (EmbeddedDocument document : documents) {
            for (EmbeddedChunk chunk : document.chunks()) {
                if (chunk.embedding().dimension() != dimension) {
                    throw new SetupException("Record " + document.id() + " of " + key + " has a vector of dimension "
                            + chunk.embedding().dimension() + "; the index stores vectors of dimension " + dimension
                            + ". Use the embedder that the index was prepared for");
                }
            }
        }
    }
}
