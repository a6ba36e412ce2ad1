package io.syncline.pgvector;

import io.syncline.api.failure.SetupException;
import io.syncline.core.adapter.jdbc.JdbcStatements;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The schema of a collection whose settings name none. Logins differ in their search paths, so the schema is the one in which the
 * tables are, and a login whose path leads elsewhere makes no second collection.
 *
 * @param connection the connection
 * @param names names of the collection, as they are configured
 */
record CollectionSchema(Connection connection, PgvectorNames names) {

    /** Schemas with tables of the collection that the user may look into, in the order of the search path. */
    private static final String SCHEMAS = """
        SELECT DISTINCT n.nspname, array_position(current_schemas(false), n.nspname) AS place
        FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p') AND c.relname ~ CAST(? AS text) AND has_schema_privilege(n.oid, 'USAGE')
        ORDER BY place NULLS LAST, nspname
        """;

    private record Found(String schema, boolean isOnPath) {

        static Found read(ResultSet row) throws SQLException {
            return new Found(row.getString(1), row.getObject(2) != null);
        }
    }

    /** The names with the schema of the tables; of those that would be created, if there are none on the search path. */
    PgvectorNames located() throws SQLException {
        if (names.schema().isPresent()) {
            return names;
        }
        Optional<String> present =
                found().stream().filter(Found::isOnPath).map(Found::schema).findFirst();
        return (present.isPresent() ? present : current()).map(names::in).orElse(names);
    }

    private Optional<String> current() throws SQLException {
        return JdbcStatements.list(connection, row -> Optional.ofNullable(row.getString(1)), "SELECT current_schema()")
                .get(0);
    }

    /** Refuses to make a second collection that only a search path distinguishes from the first. */
    void requireOnly() throws SQLException {
        Optional<String> other = elsewhere();
        if (other.isPresent()) {
            throw new SetupException(other.get() + ", or to another schema to make a second collection");
        }
    }

    /** Where the collection is, if not on the search path, and how to use it, without a full stop. */
    Optional<String> elsewhere() throws SQLException {
        if (names.schema().isPresent()) {
            return Optional.empty();
        }
        List<Found> found = found();
        if (found.isEmpty() || found.get(0).isOnPath()) {
            return Optional.empty();
        }
        String schemas = found.stream().map(Found::schema).collect(Collectors.joining(", "));
        return Optional.of("There is a collection " + names.collection() + " in schema " + schemas
                + ", which is not in the search path of this user. Set 'schema' of the sink to "
                + found.get(0).schema() + " to use it");
    }

    private List<Found> found() throws SQLException {
        return JdbcStatements.list(connection, Found::read, SCHEMAS, names.settingsPattern());
    }
}
