package io.syncline.sqlite;

import io.syncline.api.ModelName;
import io.syncline.core.adapter.jdbc.JdbcStatements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;

/**
 * The names of payload entries.
 *
 * @param connection in a transaction
 */
record IndexFields(Connection connection) {

    private static final String SAMPLE = """
            SELECT DISTINCT key FROM (SELECT payload FROM point WHERE model = ? AND chunk_index = 0 LIMIT 100) AS sample,
            json_each(sample.payload)
            """;

    private static final String ANY = """
            SELECT count(*) FROM (SELECT 1 FROM point WHERE model = ? AND chunk_index = 0
              AND EXISTS (SELECT 1 FROM json_each(payload) WHERE key = ?) LIMIT 1)
            """;

    Set<String> of(String source, Set<ModelName> models, Set<String> wanted) throws SQLException {
        Set<String> names = new TreeSet<>();
        for (Models.Stored model : Models.searched(connection, source, models)) {
            try (PreparedStatement statement = JdbcStatements.prepare(connection, SAMPLE, model.id());
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
            for (String name : wanted) {
                if (!names.contains(name) && JdbcStatements.number(connection, ANY, model.id(), name) > 0) {
                    names.add(name);
                }
            }
        }
        return names;
    }
}
