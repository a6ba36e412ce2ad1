package io.syncline.pgvector;

import io.syncline.api.failure.SetupException;
import io.syncline.core.adapter.jdbc.JdbcStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the tables of a collection in the database.
 *
 * @param connection the connection
 * @param names names of the collection
 */
record CollectionTables(Connection connection, PgvectorNames names) {

    private static final String IN_SCHEMA = " = coalesce(CAST(? AS text), current_schema())";

    /** The tables that a view reads. */
    private static final String READ_BY_VIEW = """
        SELECT DISTINCT t.relname FROM pg_catalog.pg_class AS v
        JOIN pg_catalog.pg_rewrite AS r ON r.ev_class = v.oid
        JOIN pg_catalog.pg_depend AS d ON d.classid = 'pg_catalog.pg_rewrite'::regclass AND d.objid = r.oid
          AND d.refclassid = 'pg_catalog.pg_class'::regclass
        JOIN pg_catalog.pg_class AS t ON t.oid = d.refobjid AND t.relkind IN ('r', 'p')
        WHERE v.relname = ? AND v.relkind = 'v' AND v.relnamespace = (
          SELECT oid FROM pg_catalog.pg_namespace WHERE nspname\
        """ + IN_SCHEMA + ")";

    private static final String RELATIONS = "SELECT c.relname FROM pg_catalog.pg_class AS c"
            + " JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace"
            + " WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname" + IN_SCHEMA;

    /**
     * The tables of a collection in the schema that they are in.
     *
     * @param connection the connection
     * @param names names of the collection, as they are configured
     */
    static CollectionTables find(Connection connection, PgvectorNames names) throws SQLException {
        return new CollectionTables(connection, new CollectionSchema(connection, names).located());
    }

    /** The generation that the view reads; empty if there is no view. */
    Optional<Generation> serving() throws SQLException {
        return JdbcStatements.list(
                        connection,
                        row -> row.getString(1),
                        READ_BY_VIEW,
                        names.collection(),
                        names.schema().orElse(null))
                .stream()
                .flatMapToInt(table -> names.generation(table).stream())
                .mapToObj(number -> new Generation(names, number))
                .findFirst();
    }

    /** The names of all tables and views in the schema. */
    Set<String> relations() throws SQLException {
        return new TreeSet<>(JdbcStatements.list(
                connection, row -> row.getString(1), RELATIONS, names.schema().orElse(null)));
    }

    /** The names of all collections in the schema. */
    List<String> collections() throws SQLException {
        Set<String> all = relations();
        return all.stream()
                .filter(name -> all.stream()
                        .anyMatch(table -> new PgvectorNames(names.schema(), name)
                                .generation(table)
                                .isPresent()))
                .toList();
    }

    /** The generations whose tables are complete. */
    List<Generation> complete() throws SQLException {
        Set<String> all = relations();
        return all.stream()
                .filter(table -> all.contains(table + "_model") && all.contains(table + "_setting"))
                .flatMapToInt(table -> names.generation(table).stream())
                .sorted()
                .mapToObj(number -> new Generation(names, number))
                .toList();
    }

    /** The complete generations that a reindex fills. */
    List<Generation> building() throws SQLException {
        List<Generation> building = new ArrayList<>();
        for (Generation generation : complete()) {
            if (CollectionFacts.read(connection, generation).isBuilding()) {
                building.add(generation);
            }
        }
        return building;
    }

    /** A generation after all of which any table is left. */
    Generation next() throws SQLException {
        int last = relations().stream()
                .map(table -> table.replaceFirst("_(model|setting)$", ""))
                .flatMapToInt(table -> names.generation(table).stream())
                .max()
                .orElse(0);
        return new Generation(names, last + 1);
    }

    /** Refuses a collection whose name another application uses. */
    void requireFree() throws SQLException {
        if (relations().contains(names.collection())) {
            throw new SetupException("There is a table or view " + names.view()
                    + " that is no collection of Syncline. Use another collection or schema");
        }
    }

    /** The type of the vectors of a generation, as the database writes it, without the quotes of {@code quote_all_identifiers}. */
    String vectorType(Generation generation) throws SQLException {
        return JdbcStatements.first(
                        connection,
                        row -> row.getString(1),
                        "SELECT format_type(atttypid, atttypmod) FROM pg_catalog.pg_attribute"
                                + " WHERE attrelid = CAST(? AS text)::regclass AND attname = 'embedding'",
                        generation.points())
                .map(type -> type.replace("\"", ""))
                .orElse("none");
    }

    /** What people call the collection. */
    String description() throws SQLException {
        String database = JdbcStatements.first(connection, row -> row.getString(1), "SELECT current_database()")
                .orElse("");
        return "collection " + names.view() + " in database " + database;
    }
}
