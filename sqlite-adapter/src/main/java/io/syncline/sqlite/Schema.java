package io.syncline.sqlite;

import io.syncline.api.failure.SetupException;
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

    private static final String VERSION_1 = """
            CREATE TABLE embedder (
              id INTEGER PRIMARY KEY CHECK (id = 1),
              provider TEXT NOT NULL,
              model TEXT NOT NULL,
              dimension INTEGER NOT NULL CHECK (dimension > 0),
              variant TEXT NOT NULL);

            CREATE TABLE model (
              id INTEGER PRIMARY KEY,
              source TEXT NOT NULL,
              name TEXT NOT NULL,
              prefix INTEGER NOT NULL UNIQUE,
              generation INTEGER NOT NULL DEFAULT 0,
              UNIQUE (source, name));

            CREATE TABLE point (
              model INTEGER NOT NULL REFERENCES model,
              record_id INTEGER NOT NULL CHECK (record_id > 0),
              chunk_index INTEGER NOT NULL,
              source_version INTEGER NOT NULL,
              epoch INTEGER NOT NULL,
              chunk_count INTEGER NOT NULL,
              content_hash TEXT NOT NULL,
              fingerprint TEXT NOT NULL,
              payload TEXT NOT NULL,
              text TEXT NOT NULL,
              vector BLOB NOT NULL,
              PRIMARY KEY (model, record_id, chunk_index));

            -- Listings read this alone, not the rows with their vectors.
            CREATE INDEX point_listing ON point (model, record_id, chunk_index, source_version);

            -- Each point as other sinks store it, for people and tools.
            CREATE VIEW points AS
              SELECT
                printf('%08x-%04x-%04x-%04x-%012x',
                  (prefix >> 32) & 0xffffffff,
                  (prefix >> 16) & 0xffff,
                  0x8000 | (record_id >> 51),
                  0x8000 | ((record_id >> 37) & 0x3fff),
                  ((record_id & 0x1fffffffff) << 11) | chunk_index) AS id,
                record_id, name AS model_name, source, 'data' AS point_type, text, content_hash, fingerprint,
                source_version, chunk_index, chunk_count, epoch, payload, vector
              FROM point JOIN model ON model.id = point.model;

            CREATE TABLE state (
              model TEXT PRIMARY KEY,
              revision INTEGER NOT NULL,
              document TEXT NOT NULL) WITHOUT ROWID;

            CREATE TABLE failure (
              model TEXT NOT NULL,
              record_id INTEGER NOT NULL,
              reason TEXT NOT NULL,
              attempts INTEGER NOT NULL,
              first_failed_at TEXT NOT NULL,
              last_failed_at TEXT NOT NULL,
              PRIMARY KEY (model, record_id)) WITHOUT ROWID;
            """;

    private static final String VERSION_2 = """
            CREATE TABLE document (
              name TEXT PRIMARY KEY,
              revision INTEGER NOT NULL,
              text TEXT NOT NULL) WITHOUT ROWID;
            """;

    private static final String VERSION_3 = """
            -- Records that are hidden from searches; times in milliseconds since 1970.
            CREATE TABLE quarantine (
              model INTEGER NOT NULL REFERENCES model,
              record_id INTEGER NOT NULL,
              since INTEGER NOT NULL,
              until INTEGER NOT NULL,
              PRIMARY KEY (model, record_id)) WITHOUT ROWID;

            DROP VIEW points;
            CREATE VIEW points AS
              SELECT
                printf('%08x-%04x-%04x-%04x-%012x',
                  (prefix >> 32) & 0xffffffff,
                  (prefix >> 16) & 0xffff,
                  0x8000 | (point.record_id >> 51),
                  0x8000 | ((point.record_id >> 37) & 0x3fff),
                  ((point.record_id & 0x1fffffffff) << 11) | chunk_index) AS id,
                point.record_id, name AS model_name, source,
                iif(since IS NULL, 'data', 'quarantined') AS point_type, text, content_hash, fingerprint,
                source_version, chunk_index, chunk_count, epoch, payload, vector,
                since AS quarantined_since, until AS quarantined_until
              FROM point JOIN model ON model.id = point.model
              LEFT JOIN quarantine ON quarantine.model = point.model AND quarantine.record_id = point.record_id;
            """;

    /** The schema that this release reads and writes. */
    static final Schema CURRENT = new Schema(List.of(VERSION_1, VERSION_2, VERSION_3));

    int version() {
        return migrations.size();
    }

    /** Creates the schema in an empty file. */
    void create(Connection connection) throws SQLException {
        Sql.run(connection, "PRAGMA application_id = " + APPLICATION_ID);
        upgrade(connection, 0);
    }

    /** Refuses a file of another application or a later release; upgrades one of an earlier release. */
    void check(Connection connection, Path file) throws SQLException {
        if (Sql.number(connection, "PRAGMA application_id") != APPLICATION_ID) {
            throw new SetupException(file + " is a database of another application. Use another path");
        }
        long found = Sql.number(connection, "PRAGMA user_version");
        if (found > version()) {
            throw new SetupException(file + " has schema version " + found + "; this release supports at most version "
                    + version() + ". Upgrade Syncline, or use another path");
        }
        if (found < version()) {
            migrate(connection);
        }
    }

    private void migrate(Connection connection) throws SQLException {
        // If it fails, closing the connection rolls back.
        Sql.run(connection, "BEGIN IMMEDIATE");
        // Read again: another process may have upgraded the file while this one waited for the lock.
        upgrade(connection, Math.toIntExact(Sql.number(connection, "PRAGMA user_version")));
        Sql.run(connection, "COMMIT");
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
