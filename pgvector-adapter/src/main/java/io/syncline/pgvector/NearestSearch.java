package io.syncline.pgvector;

import io.syncline.api.failure.SetupException;
import io.syncline.core.adapter.jdbc.JdbcStatements;
import io.syncline.core.port.vector.SinkHit;
import io.syncline.core.port.vector.SinkQuery;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Finds the nearest records. While there is no index, or where the planner prefers it for a small model, all vectors are
 * compared. The index is scanned on until enough chunks of the searched models were found; it gives up after a number of
 * others, and then all vectors of the searched models are compared. If the query is limited to few points, they are compared at
 * once.
 *
 * @param connection in a transaction
 * @param opened the tables
 * @param query what to look for
 */
record NearestSearch(Connection connection, OpenedCollection opened, SinkQuery query) {

    /** How many chunks to request per requested record. */
    private static final int CHUNKS_PER_RECORD = 4;

    /** By what each round asks for more, so that few rounds reach any number. */
    private static final int GROWTH = 4;

    private static final int LEAST_CHUNKS = 64;
    private static final int LEAST_CANDIDATES = 100;

    /** The most that pgvector takes. */
    private static final int MOST_CANDIDATES = 1000;

    private static final String SETTINGS = "SELECT set_config('hnsw.iterative_scan', 'relaxed_order', true),"
            + " set_config('hnsw.ef_search', ?, true)";

    /** The sum keeps the index out, which would leave some out. */
    private static final String ALL = """
        SELECT %1$s, embedding <=> ?::real[]::%2$s AS distance FROM %3$s
        WHERE model = ANY (?)%4$s
        ORDER BY (embedding <=> ?::real[]::%2$s) + 0, model, record_text, record_number, chunk_index
        """;

    /** The inner order is that of the index, which is not quite that of the distances. */
    private static final String NEAREST = """
        WITH nearest AS MATERIALIZED (
          SELECT %1$s, embedding <=> ?::real[]::%2$s AS distance FROM %3$s
          WHERE model = ANY (?)%4$s
          ORDER BY %5$s LIMIT ?)
        SELECT %1$s, distance FROM nearest ORDER BY distance, model, record_text, record_number, chunk_index
        """;

    List<SinkHit> run() throws SQLException {
        checkDimension(opened, query);
        List<StoredModels.Stored> models = new StoredModels(connection, opened.generation()).searched(query);
        if (models.isEmpty()) {
            return List.of();
        }
        int chunks = Math.max(LEAST_CHUNKS, CHUNKS_PER_RECORD * query.limit());
        SearchedPoints points = SearchedPoints.of(query);
        boolean exact = points.areFew(connection, opened.generation(), ids(models));
        HitRows hits = read(models, points, chunks, exact);
        if (!points.isExact() && hits.size() < query.limit() && !(exact && hits.read() < chunks)) {
            return all(models, points).first(query.limit());
        }
        while (hits.size() < query.limit()) {
            if (hits.read() == chunks) {
                chunks = Math.multiplyExact(chunks, GROWTH);
            } else if (exact || !isIndexed()) {
                break;
            } else {
                exact = true;
            }
            hits = read(models, points, chunks, exact);
        }
        return hits.first(query.limit());
    }

    /** Refuses a query by another embedder. */
    static void checkDimension(OpenedCollection opened, SinkQuery query) {
        int dimension = opened.type().dimension();
        if (dimension != query.embedding().dimension()) {
            throw new SetupException(
                    "The query's vector has dimension " + query.embedding().dimension()
                            + "; the collection stores vectors of dimension " + dimension
                            + ". Search with the embedder that the collection was synced with");
        }
    }

    static Integer[] ids(List<StoredModels.Stored> models) {
        return models.stream().map(StoredModels.Stored::id).toArray(Integer[]::new);
    }

    /** Sets how the index is scanned for some chunks, until the end of the transaction. */
    static void scanOn(Connection connection, int chunks) throws SQLException {
        int candidates = Math.min(MOST_CANDIDATES, Math.max(LEAST_CANDIDATES, 2 * chunks));
        JdbcStatements.list(connection, row -> row, SETTINGS, String.valueOf(candidates));
    }

    private HitRows read(List<StoredModels.Stored> models, SearchedPoints points, int chunks, boolean exact)
            throws SQLException {
        scanOn(connection, chunks);
        float[] wanted = UnitVectors.of(query.embedding());
        HitRows hits = new HitRows(models, points::accepts);
        String distance = "embedding <=> ?::real[]::" + opened.type();
        String sql = NEAREST.formatted(
                HitRows.COLUMNS,
                opened.type(),
                opened.generation().points(),
                points.sql(),
                exact ? "(" + distance + ") + 0" : distance);
        JdbcStatements.until(
                connection,
                row -> hits.add(row).size() < query.limit(),
                sql,
                points.with(List.of(wanted, ids(models)), List.of(wanted, chunks)));
        return hits;
    }

    /** Compares all points that match, and reads the nearest of them until enough satisfy the query. */
    private HitRows all(List<StoredModels.Stored> models, SearchedPoints points) throws SQLException {
        float[] wanted = UnitVectors.of(query.embedding());
        HitRows hits = new HitRows(models, points::accepts);
        JdbcStatements.until(
                connection,
                row -> hits.add(row).size() < query.limit(),
                ALL.formatted(
                        HitRows.COLUMNS, opened.type(), opened.generation().points(), points.sql()),
                points.with(List.of(wanted, ids(models)), List.of((Object) wanted)));
        return hits;
    }

    private boolean isIndexed() throws SQLException {
        return new CollectionIndexes(connection, opened).has(opened.generation().vectorIndex());
    }
}
