package io.syncline.pgvector;

import io.syncline.core.adapter.jdbc.JdbcStatements;
import io.syncline.core.port.vector.SinkHit;
import io.syncline.core.port.vector.SinkQuery;
import io.syncline.core.port.words.WordAnalysis;
import io.syncline.core.port.words.WordTerms;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Finds records by words, the best by BM25 first. PostgreSQL's own rank does not know how rare a word is, so that is counted
 * first; the rank of a single word then stands for how often a chunk has it.
 *
 * @param connection in a transaction
 * @param opened the tables
 * @param query which records to search
 */
record TermSearch(Connection connection, OpenedCollection opened, SinkQuery query) {

    private static final int CHUNKS_PER_RECORD = 4;

    /** By what each round asks for more, so that few rounds reach any number. */
    private static final int GROWTH = 4;

    private static final int LEAST_CHUNKS = 64;

    /** Above this, the number of chunks is taken from the statistics of the planner. */
    private static final long EXACT_CHUNKS = 10_000;

    private static final String CHUNKS = """
        SELECT greatest(
          (SELECT reltuples::bigint FROM pg_catalog.pg_class WHERE oid = CAST(? AS text)::regclass),
          (SELECT count(*) FROM (SELECT 1 FROM %1$s LIMIT %2$d) AS limited))
        """;

    private static final String FREQUENCIES = """
        SELECT (SELECT count(*) FROM %s WHERE words @@ term.query)
        FROM unnest(?::tsquery[]) WITH ORDINALITY AS term (query, n) ORDER BY n
        """;

    /**
     * BM25 with the constants of the other sinks: saturation 1.2, normalisation 0.75, 60 words in a usual chunk. The rank of a
     * word that occurs once is its weight divided by 1.645.
     */
    private static final String FOUND = """
        WITH found AS MATERIALIZED (
          SELECT %1$s, embedding, (
            SELECT sum(term.weight * 2.2 * rank / (rank + 1.2 * (0.25 + 0.75 * word_count / 60)))
            FROM unnest(?::tsquery[], ?::float8[], ?::float4[]) AS term (query, weight, part),
              LATERAL (SELECT 1.644934 * ts_rank(ARRAY[term.part, 0, 0, 1]::real[], words, term.query) AS rank) AS ranked
            WHERE words @@ term.query) AS score
          FROM %2$s
          WHERE words @@ ?::tsquery AND model = ANY (?)%3$s
          ORDER BY score DESC, model, record_text, record_number, chunk_index LIMIT ?)
        SELECT %1$s, embedding <=> ?::real[]::%4$s AS distance FROM found
        ORDER BY score DESC, model, record_text, record_number, chunk_index
        """;

    List<SinkHit> run(String text) throws SQLException {
        NearestSearch.checkDimension(opened, query);
        List<StoredModels.Stored> models = new StoredModels(connection, opened.generation()).searched(query);
        WordTerms words = WordAnalysis.ofQuery(text);
        if (models.isEmpty() || words.isEmpty()) {
            return List.of();
        }
        TermWeights terms = TermWeights.of(words);
        double[] weights = terms.weighted(chunks(), frequencies(terms));
        int chunks = Math.max(LEAST_CHUNKS, CHUNKS_PER_RECORD * query.limit());
        HitRows hits = read(models, terms, weights, chunks);
        while (hits.size() < query.limit() && hits.read() == chunks) {
            chunks = Math.multiplyExact(chunks, GROWTH);
            hits = read(models, terms, weights, chunks);
        }
        return hits.first(query.limit());
    }

    private long chunks() throws SQLException {
        return JdbcStatements.number(
                connection,
                CHUNKS.formatted(opened.generation().points(), EXACT_CHUNKS),
                opened.generation().points());
    }

    private List<Long> frequencies(TermWeights terms) throws SQLException {
        return JdbcStatements.list(
                connection,
                row -> row.getLong(1),
                FREQUENCIES.formatted(opened.generation().points()),
                (Object) terms.queries());
    }

    private HitRows read(List<StoredModels.Stored> models, TermWeights terms, double[] weights, int chunks)
            throws SQLException {
        SearchedPoints points = SearchedPoints.of(query);
        HitRows hits = new HitRows(models, points::accepts);
        JdbcStatements.until(
                connection,
                row -> hits.add(row).size() < query.limit(),
                FOUND.formatted(HitRows.COLUMNS, opened.generation().points(), points.sql(), opened.type()),
                points.with(
                        List.of(
                                terms.queries(),
                                weights,
                                terms.parts(),
                                String.join(" | ", terms.queries()),
                                NearestSearch.ids(models)),
                        List.of(chunks, UnitVectors.of(query.embedding()))));
        return hits;
    }
}
