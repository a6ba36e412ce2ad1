package io.syncline.jdbc;

import io.syncline.api.failure.SetupException;
import io.syncline.core.adapter.jdbc.JdbcStatements;
import io.syncline.core.adapter.jdbc.JdbcTransactions;
import io.syncline.core.adapter.jdbc.PostgresNames;
import io.syncline.core.adapter.jdbc.SqlScript;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Creates the tables, and upgrades those of an earlier release.
 *
 * <p>The scripts {@code schema-N.sql} are applied in ascending order, all in one transaction, by one process at a time.
 * Each script records its number in the version table, which script 0 creates.
 *
 * @param tables names of the tables
 */
record PostgresSchema(Tables tables) {

    /** The number of the last script. */
    private static final int VERSION = 3;

    /** The prefix of all tables in the scripts, so that they can also be applied as they are. */
    private static final String SCRIPT_PREFIX = "syncline_";

    /** Key of the advisory lock, one for all tables of a database: "syncline" in ASCII. */
    private static final long LOCK = 0x73796E636C696E65L;

    /** The first schema in the search path that has one of two tables. */
    private static final String ON_PATH = "SELECT schemaname FROM pg_catalog.pg_tables WHERE tablename IN (?, ?)"
            + " AND schemaname = ANY (current_schemas(false))"
            + " ORDER BY array_position(current_schemas(false), schemaname) LIMIT 1";

    /** What was found: the tables in the schema that they are in, if there are any. */
    private record Found(PostgresSchema schema, int version) {}

    /** Returns the tables with the schema that they are in. */
    Tables createOrUpgrade(JdbcTransactions transactions) {
        // An extra read, so that a user without the right to create tables can open a store whose tables are current.
        Found found = find(transactions);
        if (found.version() == VERSION) {
            return found.schema().tables();
        }
        return transactions.run("create the Syncline tables", connection -> {
            JdbcStatements.run(connection, "SET TRANSACTION ISOLATION LEVEL READ COMMITTED");
            JdbcStatements.run(connection, "SELECT pg_advisory_xact_lock(" + LOCK + ")");
            PostgresSchema schema = located(connection);
            schema.upgrade(connection, schema.supportedVersion(connection));
            return located(connection).tables();
        });
    }

    /** Returns the tables with the schema that they are in. */
    Tables requireCurrent(JdbcTransactions transactions) {
        Found found = find(transactions);
        int version = found.version();
        if (version < VERSION) {
            throw new SetupException("The Syncline tables "
                    + (version == 0 ? "do not exist" : "have schema version " + version)
                    + "; schema version " + VERSION + " is required. Apply the missing scripts schema-N.sql"
                    + " (in the jar, folder io/syncline/jdbc/postgresql), or let this user create the tables");
        }
        return found.schema().tables();
    }

    private Found find(JdbcTransactions transactions) {
        return transactions.run("read the version of the Syncline tables", connection -> {
            PostgresSchema schema = located(connection);
            return new Found(schema, schema.supportedVersion(connection));
        });
    }

    /** The tables where the search path of the connection finds them: logins that differ in their paths share a state. */
    private PostgresSchema located(Connection connection) throws SQLException {
        if (tables.schema().isPresent()) {
            return this;
        }
        return JdbcStatements.first(
                        connection, row -> row.getString(1), ON_PATH, tables.version(), tables.flywayHistory())
                .map(owner -> new PostgresSchema(tables.in(owner)))
                .orElse(this);
    }

    private int supportedVersion(Connection connection) throws SQLException {
        int version = version(connection);
        if (version > VERSION) {
            throw new SetupException("The Syncline tables have schema version " + version
                    + "; this release supports at most version " + VERSION
                    + ". Upgrade Syncline, or use another table prefix or schema");
        }
        return version;
    }

    private int version(Connection connection) throws SQLException {
        if (exists(connection, tables.version())) {
            return number(connection, "SELECT coalesce(max(version), 0) FROM " + tables.qualified(tables.version()));
        }
        // Early releases applied scripts 1 and 2 with Flyway and left its table.
        return exists(connection, tables.flywayHistory())
                ? number(
                        connection,
                        "SELECT coalesce(max(version::integer), 0) FROM " + tables.qualified(tables.flywayHistory())
                                + " WHERE success")
                : 0;
    }

    private boolean exists(Connection connection, String table) throws SQLException {
        return number(
                        connection,
                        "SELECT count(*) FROM pg_catalog.pg_tables"
                                + " WHERE schemaname = coalesce(CAST(? AS text), current_schema()) AND tablename = ?",
                        tables.schema().orElse(null),
                        table)
                > 0;
    }

    private void upgrade(Connection connection, int from) throws SQLException {
        if (from == VERSION) {
            return;
        }
        if (tables.schema().isPresent()) {
            createSchema(connection, tables.schema().get());
        }
        if (!exists(connection, tables.version())) {
            JdbcStatements.run(connection, script(0));
            for (int applied = 1; applied <= from; applied++) {
                JdbcStatements.run(
                        connection,
                        "INSERT INTO " + tables.qualified(tables.version()) + " (version) VALUES (" + applied + ")");
            }
        }
        for (int version = from + 1; version <= VERSION; version++) {
            JdbcStatements.run(connection, script(version));
        }
    }

    private static void createSchema(Connection connection, String schema) throws SQLException {
        // PostgreSQL checks the right to create schemas even where CREATE SCHEMA IF NOT EXISTS has nothing to do.
        if (number(connection, "SELECT count(*) FROM pg_catalog.pg_namespace WHERE nspname = ?", schema) == 0) {
            JdbcStatements.run(connection, "CREATE SCHEMA " + PostgresNames.quoted(schema));
        }
    }

    private String script(int version) {
        return SqlScript.read(PostgresSchema.class, "postgresql/schema-" + version + ".sql")
                .replace(SCRIPT_PREFIX, tables.qualified(tables.prefix()));
    }

    private static int number(Connection connection, String sql, @Nullable Object... parameters) throws SQLException {
        return Math.toIntExact(JdbcStatements.number(connection, sql, parameters));
    }
}
