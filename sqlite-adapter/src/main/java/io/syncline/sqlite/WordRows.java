package io.syncline.sqlite;

import io.syncline.core.adapter.jdbc.JdbcStatements;
import io.syncline.core.port.words.WordAnalysis;
import io.syncline.core.port.words.WordTerms;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The terms of points.
 *
 * @param connection in a transaction
 */
record WordRows(Connection connection) {

    private static final int POINTS_PER_STEP = 1000;

    private static final String SETTING = "words";

    private static final String PUT = "INSERT OR REPLACE INTO words (rowid, whole, parts, model) VALUES (?, ?, ?, ?)";

    private static final String WITHOUT = """
            SELECT model, record_id, chunk_index, text FROM point INDEXED BY point_without_words
            WHERE word_row IS NULL LIMIT ?
            """;

    /** Whether all points can be found by their words. False for a file of an earlier release. */
    boolean complete() throws SQLException {
        return present().equals(String.valueOf(WordAnalysis.VERSION));
    }

    private String present() throws SQLException {
        try (PreparedStatement statement =
                        JdbcStatements.prepare(connection, "SELECT value FROM setting WHERE name = ?", SETTING);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? row.getString(1) : "";
        }
    }

    /** The first number that no point has. */
    long next() throws SQLException {
        return JdbcStatements.number(
                connection,
                "SELECT coalesce(max(word_row), 0) + 1 FROM point INDEXED BY point_words"
                        + " WHERE word_row IS NOT NULL");
    }

    /** Stores the terms of a text, instead of those that its row had. */
    void put(long row, long model, String text) throws SQLException {
        WordTerms terms = WordAnalysis.ofText(text);
        JdbcStatements.update(
                connection,
                PUT,
                row,
                String.join(" ", terms.whole()),
                String.join(" ", terms.parts()),
                modelTerm(model));
    }

    /** What the terms of a model's points have in common. */
    static String modelTerm(long model) {
        return "m" + model;
    }

    /** Indexes the words of points that an earlier release stored, in steps that an interruption does not undo. */
    static void addMissing(Database database) {
        boolean more = !database.read("read the index", connection -> new WordRows(connection).complete());
        while (more) {
            more = database.writePage("index words", connection -> {
                WordRows words = new WordRows(connection);
                return !words.complete() && words.addMissing(POINTS_PER_STEP);
            });
        }
    }

    /**
     * Indexes some points that have no terms yet.
     *
     * @return whether there may be more of them
     */
    private boolean addMissing(int most) throws SQLException {
        if (!present().isEmpty() && !complete()) {
            startOver();
        }
        List<Missing> missing = missing(most);
        long row = next();
        for (Missing point : missing) {
            put(row, point.model(), point.text());
            JdbcStatements.update(
                    connection,
                    "UPDATE point SET word_row = ? WHERE model = ? AND record_id = ? AND chunk_index = ?",
                    row,
                    point.model(),
                    point.record(),
                    point.chunk());
            row++;
        }
        if (missing.size() < most) {
            JdbcStatements.update(
                    connection, "INSERT INTO setting VALUES (?, ?)", SETTING, String.valueOf(WordAnalysis.VERSION));
            return false;
        }
        return true;
    }

    /** Forgets the terms of another version. */
    private void startOver() throws SQLException {
        JdbcStatements.update(connection, "UPDATE point SET word_row = NULL");
        JdbcStatements.update(connection, "INSERT INTO words (words) VALUES ('delete-all')");
        JdbcStatements.update(connection, "DELETE FROM setting WHERE name = ?", SETTING);
    }

    private List<Missing> missing(int most) throws SQLException {
        List<Missing> missing = new ArrayList<>();
        try (PreparedStatement statement = JdbcStatements.prepare(connection, WITHOUT, most);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                missing.add(new Missing(rows.getLong(1), rows.getObject(2), rows.getInt(3), rows.getString(4)));
            }
        }
        return missing;
    }

    private record Missing(long model, Object record, int chunk, String text) {}
}
