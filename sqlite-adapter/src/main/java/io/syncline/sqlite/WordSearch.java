package io.syncline.sqlite;

import io.syncline.api.RecordId;
import io.syncline.core.adapter.jdbc.JdbcStatements;
import io.syncline.core.port.vector.SinkHit;
import io.syncline.core.port.vector.SinkQuery;
import io.syncline.core.port.words.WordAnalysis;
import io.syncline.core.port.words.WordTerms;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds records by words, the best by BM25 first.
 *
 * @param connection in a transaction
 * @param query which records to search
 */
record WordSearch(Connection connection, SinkQuery query) {

    /** How many chunks to request per requested record. */
    private static final int CHUNKS_PER_RECORD = 4;

    private static final int LEAST_CHUNKS = 64;

    /** What the columns of a term count: whole words, parts, and the model, by which rows are only chosen. */
    private static final String FOUND = """
            SELECT point.model, point.record_id, point.chunk_index, text, payload, vector,
              EXISTS (SELECT 1 FROM quarantine AS q WHERE q.model = point.model AND q.record_id = point.record_id)
            FROM (SELECT rowid AS row, bm25(words, 1.0, %s, 0.0) AS distance FROM words
                  WHERE words MATCH ?1 AND (?2 IS NULL OR +rowid IN (SELECT value FROM json_each(?2))) ORDER BY distance LIMIT ?3) AS found
            CROSS JOIN point ON point.word_row = found.row
            ORDER BY distance, point.model, point.record_id, point.chunk_index
            """.formatted(WordAnalysis.PART_WEIGHT);

    List<SinkHit> run(String words) throws SQLException {
        Map<Long, Models.Stored> models = new HashMap<>();
        Models.searched(connection, query).forEach(model -> models.put(model.id(), model));
        WordTerms terms = WordAnalysis.ofQuery(words);
        if (models.isEmpty() || terms.isEmpty()) {
            return List.of();
        }
        PointSearch.checkDimension(connection, query);
        String match = match(terms, models.values());
        ChosenRecords chosen = new ChosenRecords(connection, query);
        String rows = chosen.isLimited() ? chosen.wordRows(models.values()) : null;
        int chunks = Math.max(LEAST_CHUNKS, CHUNKS_PER_RECORD * query.limit());
        Map<Found, SinkHit> hits = new LinkedHashMap<>();
        while (read(new Wanted(match, rows, chunks), models, hits) == chunks && hits.size() < query.limit()) {
            hits.clear();
            chunks *= CHUNKS_PER_RECORD;
        }
        return hits.values().stream().limit(query.limit()).toList();
    }

    /** Terms consist of letters and digits, so nothing in them has a meaning for the parser of expressions. */
    private String match(WordTerms terms, Collection<Models.Stored> models) throws SQLException {
        String anywhere = "{whole parts} : " + anyOf(terms.whole().stream());
        String byParts = terms.parts().isEmpty() ? "" : " OR whole : " + anyOf(terms.parts().stream());
        boolean all = models.size() == JdbcStatements.number(connection, "SELECT count(*) FROM model");
        String chosen =
                all ? "" : " AND model : " + anyOf(models.stream().map(model -> WordRows.modelTerm(model.id())));
        return "(" + anywhere + byParts + ")" + chosen;
    }

    private static String anyOf(Stream<String> terms) {
        return terms.collect(Collectors.joining("\" OR \"", "(\"", "\")"));
    }

    /** Reads the best chunks; returns how many there were. */
    private int read(Wanted wanted, Map<Long, Models.Stored> models, Map<Found, SinkHit> hits) throws SQLException {
        float[] vector = query.embedding().toArray();
        VectorBlob.normalise(vector);
        int read = 0;
        try (PreparedStatement statement =
                        JdbcStatements.prepare(connection, FOUND, wanted.match(), wanted.rows(), wanted.chunks());
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                read++;
                Models.Stored model = models.get(rows.getLong(1));
                if (model != null && (query.includeQuarantined() || !rows.getBoolean(7))) {
                    RecordId record = IdColumn.read(rows, 2);
                    Found found = new Found(model.id(), record);
                    if (!hits.containsKey(found)) {
                        hits.put(found, hit(rows, model, record, vector));
                    }
                }
            }
        }
        return read;
    }

    private static SinkHit hit(ResultSet row, Models.Stored model, RecordId record, float[] wanted)
            throws SQLException {
        float[] vector = new float[wanted.length];
        VectorBlob.decode(row.getBytes(6), vector);
        VectorBlob.normalise(vector);
        return new SinkHit(
                model.name(),
                record,
                VectorBlob.dot(wanted, vector, 0),
                row.getString(4),
                row.getInt(3),
                IndexPayload.read(row.getString(5)));
    }

    /**
     * What to read.
     *
     * @param match an expression of terms
     * @param rows the only rows to find, as a JSON array; any if null
     * @param chunks how many
     */
    private record Wanted(String match, @Nullable String rows, int chunks) {}

    private record Found(long model, RecordId record) {}
}
