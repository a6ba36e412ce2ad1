package io.syncline.pgvector;

import io.syncline.api.RecordId;
import io.syncline.core.adapter.jdbc.JdbcStatements;
import io.syncline.core.port.vector.ModelKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Measures the share of the true nearest neighbours of stored points that a search by the index finds.
 *
 * @param connection in a transaction
 * @param opened the tables
 */
record IndexRecall(Connection connection, OpenedCollection opened) {

    private static final int NEIGHBOURS = 10;

    /** Distances of the same vectors differ in the last digits by the order of the sums. */
    private static final double ROUNDING = 1e-6;

    private static final String VECTOR = "SELECT embedding::text FROM %s WHERE model = ? AND record_text = ?"
            + " AND record_number = ? ORDER BY chunk_index LIMIT 1";

    private static final String NEAREST = """
        WITH nearest AS MATERIALIZED (
          SELECT embedding <=> CAST(? AS text)::%1$s AS distance FROM %2$s ORDER BY %3$s LIMIT ?)
        SELECT distance FROM nearest ORDER BY distance
        """;

    /** A record of a sample. */
    record Sampled(ModelKey key, RecordId id) {}

    /**
     * The mean over some points.
     *
     * @return from 0 to 1; 1 if there is no index, since then every search is exact
     */
    double of(List<Sampled> sample) throws SQLException {
        if (!new CollectionIndexes(connection, opened).has(opened.generation().vectorIndex())) {
            return 1;
        }
        long wanted = 0;
        long found = 0;
        for (Sampled point : sample) {
            Optional<String> vector = vector(point);
            if (vector.isPresent()) {
                List<Double> exact = distances(vector.get(), true);
                double farthest = exact.isEmpty() ? 0 : exact.get(exact.size() - 1);
                wanted += exact.size();
                found += distances(vector.get(), false).stream()
                        .filter(distance -> distance <= farthest + ROUNDING)
                        .count();
            }
        }
        return wanted == 0 ? 1 : (double) found / wanted;
    }

    private Optional<String> vector(Sampled point) throws SQLException {
        return JdbcStatements.first(
                connection,
                row -> row.getString(1),
                VECTOR.formatted(opened.generation().points()),
                new StoredModels(connection, opened.generation()).id(point.key()),
                RecordKeys.text(point.id()),
                RecordKeys.number(point.id()));
    }

    private List<Double> distances(String vector, boolean exact) throws SQLException {
        NearestSearch.scanOn(connection, NEIGHBOURS);
        String distance = "embedding <=> CAST(? AS text)::" + opened.type();
        String sql = NEAREST.formatted(
                opened.type(), opened.generation().points(), exact ? "(" + distance + ") + 0" : distance);
        return JdbcStatements.list(connection, row -> row.getDouble(1), sql, vector, vector, NEIGHBOURS);
    }
}
