package io.syncline.sqlite;

import io.syncline.api.ModelName;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.SinkQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The models in an index. */
final class Models {

    private Models() {}

    /**
     * A row of the model table.
     *
     * @param id its key in the other tables
     * @param name its name
     * @param generation incremented by each change of its points
     */
    record Stored(long id, ModelName name, long generation) {}

    /** The key of a model in the tables; 0, which is never a key, if it has no row. */
    static long id(Connection connection, ModelKey key) throws SQLException {
        return Sql.number(
                connection,
                "SELECT id FROM model WHERE source = ? AND name = ?",
                key.source(),
                key.model().value());
    }

    /** The models that a query searches. */
    static List<Stored> searched(Connection connection, SinkQuery query) throws SQLException {
        String name = query.model().map(ModelName::value).orElse(null);
        List<Stored> models = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT id, name, generation FROM model WHERE source = ?1 AND (?2 IS NULL OR name = ?2) ORDER BY name")) {
            statement.setString(1, query.source());
            statement.setString(2, name);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    models.add(new Stored(rows.getLong(1), ModelName.of(rows.getString(2)), rows.getLong(3)));
                }
            }
        }
        return models;
    }
}
