package io.syncline.pgvector;

import io.syncline.api.ModelName;
import io.syncline.api.failure.SetupException;
import io.syncline.core.adapter.jdbc.JdbcStatements;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.PointId;
import io.syncline.core.port.vector.SinkMark;
import io.syncline.core.port.vector.SinkQuery;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The models of a generation, with their marks.
 *
 * @param connection the connection
 * @param generation the tables
 */
record StoredModels(Connection connection, Generation generation) {

    private static final String UNIQUE_VIOLATION = "23505";

    /**
     * A row of the table.
     *
     * @param id its key in the table of points
     * @param name the model
     */
    record Stored(int id, ModelName name) {}

    /** The key of a model in the table of points; 0, which is never a key, if it has no row. */
    int id(ModelKey key) throws SQLException {
        return id(key, "");
    }

    /** The same; until the end of the transaction, the model is neither renamed nor dropped. */
    int held(ModelKey key) throws SQLException {
        return id(key, " FOR KEY SHARE");
    }

    private int id(ModelKey key, String lock) throws SQLException {
        return (int) JdbcStatements.number(
                connection,
                "SELECT id FROM " + generation.models() + " WHERE source = ? AND name = ?" + lock,
                key.source(),
                key.model().value());
    }

    /** The key of a model, which gets a row if it has none; held until the end of the transaction. */
    int ensured(ModelKey key) throws SQLException {
        int present = held(key);
        if (present != 0) {
            return present;
        }
        // Whatever conflicts: another process may insert the same row at the same time.
        JdbcStatements.update(
                connection,
                "INSERT INTO " + generation.models() + " (source, name, prefix, negative_prefix, text_prefix)"
                        + " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                prefixed(key));
        int inserted = held(key);
        if (inserted == 0) {
            throw samePrefix(key, null);
        }
        return inserted;
    }

    /** Gives the row of a model another name. Points, quarantine and mark belong to the row. */
    void rename(int model, ModelKey to) throws SQLException {
        try {
            JdbcStatements.update(
                    connection,
                    "UPDATE " + generation.models()
                            + " SET source = ?, name = ?, prefix = ?, negative_prefix = ?, text_prefix = ? WHERE id ="
                            + " ?",
                    Stream.concat(Stream.of(prefixed(to)), Stream.of(model)).toArray());
        } catch (SQLException e) {
            if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
                throw samePrefix(to, e);
            }
            throw e;
        }
    }

    private static SetupException samePrefix(ModelKey key, @Nullable SQLException cause) {
        return new SetupException(
                "The point ids of " + key + " have the same prefix as those of another model in the collection."
                        + " Use a separate collection",
                cause);
    }

    void delete(int model) throws SQLException {
        JdbcStatements.update(connection, "DELETE FROM " + generation.models() + " WHERE id = ?", model);
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

    Optional<SinkMark> mark(ModelKey key) throws SQLException {
        return JdbcStatements.first(
                connection,
                StoredModels::mark,
                "SELECT mark, source_database FROM " + generation.models()
                        + " WHERE source = ? AND name = ? AND mark > 0",
                key.source(),
                key.model().value());
    }

    private static SinkMark mark(ResultSet row) throws SQLException {
        return new SinkMark(row.getLong(1), Optional.ofNullable(row.getString(2)));
    }

    /** Replaces the mark of a model if it is the expected one, and 0 if there must be none; returns whether it was. */
    boolean raiseMark(ModelKey key, long expected, SinkMark next) throws SQLException {
        int model = expected == 0 ? ensured(key) : id(key);
        return JdbcStatements.update(
                        connection,
                        "UPDATE " + generation.models()
                                + " SET mark = ?, source_database = ? WHERE id = ? AND mark = ?",
                        next.value(),
                        next.database().orElse(null),
                        model,
                        expected)
                == 1;
    }

    /** The models that a query searches. */
    List<Stored> searched(SinkQuery query) throws SQLException {
        return searched(query.source(), query.models());
    }

    /** Some models of a source, or all of them if none is named, ordered by name. */
    List<Stored> searched(String source, Set<ModelName> names) throws SQLException {
        return JdbcStatements.list(
                connection,
                row -> new Stored(row.getInt(1), ModelName.of(row.getString(2))),
                "SELECT id, name FROM " + generation.models()
                        + " WHERE source = ? AND (cardinality(?::text[]) = 0 OR name = ANY (?::text[])) ORDER BY name",
                source,
                texts(names),
                texts(names));
    }

    private static String[] texts(Set<ModelName> names) {
        return names.stream().map(ModelName::value).toArray(String[]::new);
    }
}
