package io.syncline.pgvector;

import io.syncline.api.ModelName;
import io.syncline.core.adapter.jdbc.JdbcStatements;
import io.syncline.core.adapter.jdbc.PostgresNames;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;

/**
 * The names of payload entries.
 *
 * @param connection in a transaction
 * @param generation the tables
 */
record TableFields(Connection connection, Generation generation) {

    private static final String SAMPLE = """
        SELECT DISTINCT json_object_keys(payload) FROM (SELECT payload FROM %s WHERE model = ? LIMIT 100) AS sample
        """;

    private static final String ANY = """
        SELECT count(*) FROM (SELECT 1 FROM %s WHERE model = ? AND payload -> ?::text IS NOT NULL LIMIT 1) AS limited
        """;

    Set<String> of(String source, Set<ModelName> models, Set<String> wanted) throws SQLException {
        Set<String> names = new TreeSet<>();
        for (StoredModels.Stored model : new StoredModels(connection, generation).searched(source, models)) {
            names.addAll(JdbcStatements.list(
                    connection, row -> row.getString(1), SAMPLE.formatted(generation.points()), model.id()));
            for (String name : wanted) {
                String stored = PostgresNames.storable(name);
                if (!names.contains(name)
                        && JdbcStatements.number(connection, ANY.formatted(generation.points()), model.id(), stored)
                                > 0) {
                    names.add(name);
                }
            }
        }
        return names;
    }
}
