package io.syncline.sqlite;

import io.syncline.api.failure.SetupException;
import io.syncline.core.adapter.jdbc.JdbcStatements;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * The tables of an index file. The file's header marks them as Syncline's ({@code application_id}) and states which
 * version of them it has ({@code user_version}).
 *
 * @param migrations scripts, each of which leads from one version to the next, the first from an empty file
 */
record Schema(List<String> migrations) {

    /** "SYNC". */
    private static final int APPLICATION_ID = 0x53594E43;

    /** The schema that this release reads and writes. */
    static final Schema CURRENT = new Schema(SchemaScripts.MIGRATIONS);

    int version() {
        return migrations.size();
    }

    static int versionOf(Connection connection) throws SQLException {
        return Math.toIntExact(JdbcStatements.number(connection, "PRAGMA user_version"));
    }

    /** Creates the schema in an empty file. */
    void create(Connection connection) throws SQLException {
        Sql.run(connection, "BEGIN");
        Sql.run(connection, "PRAGMA application_id = " + APPLICATION_ID);
        upgrade(connection, 0);
        Sql.run(connection, "COMMIT");
    }

    /** Refuses a file of another application or a later release; returns the version of its schema. */
    int check(Connection connection, Path file) throws SQLException {
        if (JdbcStatements.number(connection, "PRAGMA application_id") != APPLICATION_ID) {
            throw new SetupException(file + " is a database of another application. Use another path");
        }
        int found = versionOf(connection);
        if (found > version()) {
            throw new SetupException(file + " has schema version " + found + "; this release supports at most version "
                    + version() + ". Upgrade Syncline, or use another path");
        }
        return found;
    }

    /** Lets a connection read the tables of a version as those of the present one. The file stays as it is. */
    void presentAsCurrent(Connection connection, int version) throws SQLException {
        for (String views : SchemaScripts.PRESENTATIONS.tailMap(version + 1).values()) {
            Sql.run(connection, views);
        }
    }

    /** Migrates the tables of a checked file, if they are of an earlier version. */
    void upgrade(Connection connection) throws SQLException {
        if (versionOf(connection) < version()) {
            // If it fails, closing the connection rolls back.
            Sql.run(connection, "BEGIN IMMEDIATE");
            // Read again: another process may have upgraded the file while this one waited for the lock.
            upgrade(connection, versionOf(connection));
            Sql.run(connection, "COMMIT");
        }
    }

    private void upgrade(Connection connection, int from) throws SQLException {
        for (String script : migrations.subList(Math.min(from, version()), version())) {
            Sql.run(connection, script);
        }
        if (from < version()) {
            Sql.run(connection, "PRAGMA user_version = " + version());
        }
    }
}
