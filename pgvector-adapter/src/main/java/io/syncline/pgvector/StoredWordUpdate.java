package io.syncline.pgvector;

import io.syncline.api.failure.ReadOnlyStoreException;
import io.syncline.core.adapter.jdbc.JdbcStatements;
import io.syncline.core.port.words.WordAnalysis;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Computes the words of stored texts again when {@link WordAnalysis#VERSION} has changed; vectors and stamps stay.
 *
 * <p>Each step is a transaction that locks its points, so that the words of a text that another process stores meanwhile are not
 * replaced. The version is noted after the last step: an interrupted update is repeated, and then finds most words as they should be.
 *
 * @param transactions the database
 * @param generation the tables
 */
record StoredWordUpdate(PgvectorTransactions transactions, Generation generation) {

    private static final Logger LOG = LoggerFactory.getLogger(StoredWordUpdate.class);

    private static final int STEP = 500;

    private static final String TEXTS = """
        SELECT model, record_text, record_number, chunk_index, text FROM %s
        WHERE (model, record_text, record_number, chunk_index) > (?, ?, ?, ?)
        ORDER BY model, record_text, record_number, chunk_index LIMIT ? FOR NO KEY UPDATE
        """;

    /** Points whose words stay are not written: each write costs an entry of every index. */
    private static final String REPLACE = """
        UPDATE %s AS point SET words = u.words::tsvector, word_count = u.word_count
        FROM unnest(?::int[], ?::text[], ?::bigint[], ?::int[], ?::text[], ?::int[])
          AS u (model, record_text, record_number, chunk_index, words, word_count)
        WHERE point.model = u.model AND point.record_text = u.record_text AND point.record_number = u.record_number
          AND point.chunk_index = u.chunk_index
          AND (point.words <> u.words::tsvector OR point.word_count <> u.word_count)
        """;

    private record Text(int model, String recordText, long recordNumber, int chunk, String text) {

        static Text read(ResultSet row) throws SQLException {
            return new Text(row.getInt(1), row.getString(2), row.getLong(3), row.getInt(4), row.getString(5));
        }
    }

    private record Step(@Nullable Text last, int replaced) {}

    /** Updates all points. Without the right to write, the collection stays as it is, and searches by words are refused. */
    void run() {
        try {
            LOG.info(
                    "Collection {}: indexed the words of {} points again",
                    generation.names().view(),
                    updateAll());
        } catch (ReadOnlyStoreException e) {
            LOG.warn("{}. Searches by words are refused until a user who may write has synced", e.getMessage());
        }
    }

    private long updateAll() {
        Text last = new Text(0, "", 0, 0, "");
        long replaced = 0;
        while (last != null) {
            Text after = last;
            Step step = transactions.write("index words again", connection -> update(connection, after));
            replaced += step.replaced();
            last = step.last();
        }
        transactions.write("note the version of the words", connection -> {
            CollectionFacts.note(connection, generation, CollectionFacts.WORDS, String.valueOf(WordAnalysis.VERSION));
            return generation;
        });
        return replaced;
    }

    private Step update(Connection connection, Text after) throws SQLException {
        List<Text> texts = JdbcStatements.list(
                connection,
                Text::read,
                TEXTS.formatted(generation.points()),
                after.model(),
                after.recordText(),
                after.recordNumber(),
                after.chunk(),
                STEP);
        if (texts.isEmpty()) {
            return new Step(null, 0);
        }
        List<TermVector> words =
                texts.stream().map(text -> TermVector.of(text.text())).toList();
        int replaced = JdbcStatements.update(
                connection,
                REPLACE.formatted(generation.points()),
                texts.stream().map(Text::model).toArray(Integer[]::new),
                texts.stream().map(Text::recordText).toArray(String[]::new),
                texts.stream().map(Text::recordNumber).toArray(Long[]::new),
                texts.stream().map(Text::chunk).toArray(Integer[]::new),
                words.stream().map(TermVector::lexemes).toArray(String[]::new),
                words.stream().map(TermVector::words).toArray(Integer[]::new));
        return new Step(texts.get(texts.size() - 1), replaced);
    }
}
