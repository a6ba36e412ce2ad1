package io.syncline.pgvector;

import io.syncline.api.failure.SetupException;
import io.syncline.core.adapter.jdbc.JdbcStatements;
import io.syncline.core.adapter.jdbc.SqlFailureKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/**
 * Requires what the tables need of the database: pgvector, and Unicode.
 *
 * @param connection in a transaction
 */
record VectorExtension(Connection connection) {

    /** The first one whose index can be scanned on, so that a search with a condition finds enough. */
    private static final String LEAST = "0.8";

    /** The server has no files of the extension. */
    private static final Set<String> UNAVAILABLE = Set.of("0A000", "58P01");

    private static final String INSTALL = "Install pgvector " + LEAST + " or later on the server";

    private record Installed(String version, String schema, boolean visible) {}

    void require() throws SQLException {
        String encoding = JdbcStatements.first(connection, row -> row.getString(1), "SHOW server_encoding")
                .orElse("");
        if (!encoding.equals("UTF8")) {
            throw new SetupException("The database has the encoding " + encoding
                    + ", which cannot store all texts. Use a database with the encoding UTF8");
        }
        Optional<Installed> found = find();
        if (found.isEmpty()) {
            create();
            found = find();
        }
        found.ifPresent(VectorExtension::check);
    }

    private Optional<Installed> find() throws SQLException {
        return JdbcStatements.first(
                connection,
                row -> new Installed(row.getString(1), row.getString(2), row.getBoolean(3)),
                "SELECT e.extversion, n.nspname, n.nspname = ANY (current_schemas(true)) FROM pg_catalog.pg_extension"
                        + " AS e JOIN pg_catalog.pg_namespace AS n ON n.oid = e.extnamespace WHERE e.extname = 'vector'");
    }

    private void create() throws SQLException {
        try {
            JdbcStatements.run(connection, "CREATE EXTENSION IF NOT EXISTS vector");
        } catch (SQLException e) {
            String state = SqlFailureKind.state(e);
            if (UNAVAILABLE.contains(state)) {
                throw new SetupException("The server has no extension pgvector. " + INSTALL, e);
            }
            if (state.equals("42501")) {
                throw new SetupException(
                        "The extension pgvector is not in this database, and the user may not create it. Let an"
                                + " administrator run CREATE EXTENSION vector in this database",
                        e);
            }
            throw e;
        }
    }

    private static void check(Installed installed) {
        if (!installed.visible()) {
            throw new SetupException("The extension pgvector is in the schema " + installed.schema()
                    + ", which is not in the search path of this user. Add it, as in ALTER ROLE ... SET search_path");
        }
        if (isOlder(installed.version())) {
            throw new SetupException("The extension pgvector has version " + installed.version() + " in this database. "
                    + INSTALL + ", and run ALTER EXTENSION vector UPDATE in this database");
        }
    }

    private static boolean isOlder(String version) {
        String[] parts = version.split("\\.", 3);
        return parts.length > 1 && parts[0].equals("0") && Integer.parseInt(parts[1]) < 8;
    }
}
