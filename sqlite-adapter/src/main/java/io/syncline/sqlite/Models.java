package io.syncline.sqlite;

import io.syncline.api.ModelName;
import io.syncline.api.failure.SetupException;
import io.syncline.core.adapter.jdbc.JdbcStatements;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.PointId;
import io.syncline.core.port.vector.SinkMark;
import io.syncline.core.port.vector.SinkQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.sqlite.SQLiteErrorCode;

/** The models in an index. */
final class Models {

    private Models() {}

    /**
     * A row of the model table.
     *
     * @param id its key in the other tables
     * @param name its name
     * @param generation a number that each change of its points replaces by another one, chosen at random
     */
    record Stored(long id, ModelName name, long generation) {}

    /** The key of a model in the tables; 0, which is never a key, if it has no row. */
    static long id(Connection connection, ModelKey key) throws SQLException {
        return JdbcStatements.number(
                connection,
                "SELECT id FROM model WHERE source = ? AND name = ?",
                key.source(),
                key.model().value());
    }

    /** Replaces the generation of a model, which invalidates its cached vectors, and returns its key. */
    static long changed(Connection connection, ModelKey key) throws SQLException {
        return number(connection, key, """
                INSERT INTO model (source, name, prefix, negative_prefix, text_prefix, generation)
                VALUES (?, ?, ?, ?, ?, random())
                ON CONFLICT (source, name) DO UPDATE SET generation = excluded.generation,
                  negative_prefix = excluded.negative_prefix, text_prefix = excluded.text_prefix
                RETURNING id
                """, prefixed(key));
    }

    /** Gives the row of a model another name. Points, quarantine and mark belong to the row. */
    static void rename(Connection connection, long model, ModelKey to) throws SQLException {
        number(
                connection,
                to,
                """
                UPDATE model SET source = ?, name = ?, prefix = ?, negative_prefix = ?, text_prefix = ?,
                  generation = random() WHERE id = ? RETURNING id
                """,
                Stream.concat(Stream.of(prefixed(to)), Stream.of(model)).toArray());
    }

    /** The name of a model and the prefixes of the ids of its points, by kind of record id. */
    private static Object[] prefixed(ModelKey key) {
        return new Object[] {
            key.source(),
            key.model().value(),
            PointId.prefix(key, PointId.Kind.NUMBER),
            PointId.prefix(key, PointId.Kind.NEGATIVE),
            PointId.prefix(key, PointId.Kind.TEXT)
        };
    }

    private static long number(Connection connection, ModelKey key, String sql, Object... parameters)
            throws SQLException {
        try {
            return JdbcStatements.number(connection, sql, parameters);
        } catch (SQLException e) {
            if (e.getErrorCode() == SQLiteErrorCode.SQLITE_CONSTRAINT_UNIQUE.code) {
                throw new SetupException(
                        "The point ids of " + key + " have the same prefix as those of another model in the index."
                                + " Use a separate index",
                        e);
            }
            throw e;
        }
    }

    /** The mark of a model. */
    static Optional<SinkMark> mark(Connection connection, ModelKey key) throws SQLException {
        try (PreparedStatement statement = JdbcStatements.prepare(
                        connection,
                        "SELECT mark, source_database FROM model WHERE source = ? AND name = ? AND mark > 0",
                        key.source(),
                        key.model().value());
                ResultSet row = statement.executeQuery()) {
            return row.next()
                    ? Optional.of(new SinkMark(row.getLong(1), Optional.ofNullable(row.getString(2))))
                    : Optional.empty();
        }
    }

    /** Replaces the mark of a model if it is the expected one, and 0 if there must be none; returns whether it was. */
    static boolean raiseMark(Connection connection, ModelKey key, long expected, SinkMark next) throws SQLException {
        long model = id(connection, key);
        if (model == 0 && expected == 0) {
            model = changed(connection, key);
        }
        return JdbcStatements.update(
                        connection,
                        "UPDATE model SET mark = ?, source_database = ? WHERE id = ? AND mark = ?",
                        next.value(),
                        next.database().orElse(null),
                        model,
                        expected)
                == 1;
    }

    /** The models that a query searches. */
    static List<Stored> searched(Connection connection, SinkQuery query) throws SQLException {
        return searched(connection, query.source(), query.models());
    }

    /** Some models of a source, or all of them if none is named, ordered by name. */
    static List<Stored> searched(Connection connection, String source, Set<ModelName> names) throws SQLException {
        List<Stored> models = new ArrayList<>();
        try (PreparedStatement statement = JdbcStatements.prepare(
                        connection, "SELECT id, name, generation FROM model WHERE source = ? ORDER BY name", source);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                ModelName name = ModelName.of(rows.getString(2));
                if (names.isEmpty() || names.contains(name)) {
                    models.add(new Stored(rows.getLong(1), name, rows.getLong(3)));
                }
            }
        }
        return models;
    }
}
