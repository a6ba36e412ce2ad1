package io.syncline.sqlite;

import io.syncline.core.port.words.WordAnalysis;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The SQL of {@link Schema}. A script that was released must not be changed. */
final class SchemaScripts {

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

    /**
     * Record ids may be texts. Numbers are stored in the same way whether a column has the type INTEGER or none, but a text
     * of digits would become a number. So the type is taken out of the text of the schema, as SQLite's documentation of ALTER
     * TABLE shows, and the points stay where they are.
     */
    private static final String VERSION_4 = """
            DROP VIEW points;
            -- What stands for a text in the ids of its points.
            ALTER TABLE point ADD COLUMN text_bits INTEGER;
            ALTER TABLE model ADD COLUMN negative_prefix INTEGER;
            ALTER TABLE model ADD COLUMN text_prefix INTEGER;
            -- How far the writes have come, and the identity of the source's database.
            ALTER TABLE model ADD COLUMN mark INTEGER NOT NULL DEFAULT 0;
            ALTER TABLE model ADD COLUMN source_database TEXT;

            PRAGMA writable_schema = ON;
            UPDATE sqlite_schema SET sql = replace(sql, 'record_id INTEGER NOT NULL CHECK (record_id > 0)', 'record_id NOT NULL')
              WHERE type = 'table' AND name = 'point';
            -- Also makes other connections read the schema again.
            CREATE TABLE setting (
              name TEXT PRIMARY KEY,
              value TEXT NOT NULL) WITHOUT ROWID;
            PRAGMA writable_schema = RESET;
            -- Fails, and so undoes all of this, if the type is still there: somebody has changed the table.
            INSERT INTO setting SELECT 'record_id', NULL
              FROM pragma_table_info('point') WHERE name = 'record_id' AND type <> '';

            -- Copies of the file have the same one; a file that is created again has another one.
            INSERT INTO setting VALUES ('filling', lower(hex(randomblob(16))));

            ALTER TABLE quarantine RENAME TO quarantine_3;
            CREATE TABLE quarantine (
              model INTEGER NOT NULL REFERENCES model,
              record_id NOT NULL,
              since INTEGER NOT NULL,
              until INTEGER NOT NULL,
              PRIMARY KEY (model, record_id)) WITHOUT ROWID;
            INSERT INTO quarantine SELECT model, record_id, since, until FROM quarantine_3;
            DROP TABLE quarantine_3;

            -- Earlier releases, which know models only, fail at the new names if they are still running.
            CREATE TABLE model_state (
              source TEXT NOT NULL,
              model TEXT NOT NULL,
              sink TEXT NOT NULL,
              revision INTEGER NOT NULL,
              document TEXT NOT NULL,
              PRIMARY KEY (source, model, sink)) WITHOUT ROWID;
            INSERT INTO model_state SELECT '', model, '', revision, document FROM state;
            DROP TABLE state;

            CREATE TABLE failed_record (
              source TEXT NOT NULL,
              model TEXT NOT NULL,
              sink TEXT NOT NULL,
              record_id NOT NULL,
              reason TEXT NOT NULL,
              attempts INTEGER NOT NULL,
              first_failed_at TEXT NOT NULL,
              last_failed_at TEXT NOT NULL,
              PRIMARY KEY (source, model, sink, record_id)) WITHOUT ROWID;
            INSERT INTO failed_record
              SELECT '', model, '', record_id, reason, attempts, first_failed_at, last_failed_at FROM failure;
            DROP TABLE failure;

            CREATE VIEW points AS
              SELECT
                printf('%08x-%04x-%04x-%04x-%012x',
                  (id_prefix >> 32) & 0xffffffff,
                  (id_prefix >> 16) & 0xffff,
                  0x8000 | (bits >> 51),
                  0x8000 | ((bits >> 37) & 0x3fff),
                  ((bits & 0x1fffffffff) << 11) | chunk_index) AS id,
                record_id, model_name, source, point_type, text, content_hash, fingerprint,
                source_version, chunk_index, chunk_count, epoch, payload, vector, quarantined_since, quarantined_until
              FROM (
                SELECT
                  CASE WHEN typeof(point.record_id) = 'text' THEN text_prefix
                    WHEN point.record_id < 0 THEN negative_prefix ELSE prefix END AS id_prefix,
                  coalesce(text_bits, point.record_id & 0x7fffffffffffffff) AS bits,
                  point.record_id AS record_id, name AS model_name, source,
                  iif(since IS NULL, 'data', 'quarantined') AS point_type, text, content_hash, fingerprint,
                  source_version, chunk_index, chunk_count, epoch, payload, vector,
                  since AS quarantined_since, until AS quarantined_until
                FROM point JOIN model ON model.id = point.model
                LEFT JOIN quarantine ON quarantine.model = point.model AND quarantine.record_id = point.record_id);
            """;

    /**
     * Words. The terms are made by {@link WordAnalysis}; this table finds rows by them and stores no texts. A point is tied to its
     * terms by a number of its own, since VACUUM may change implicit row ids.
     */
    private static final String VERSION_5 = """
            ALTER TABLE point ADD COLUMN word_row INTEGER;
            CREATE UNIQUE INDEX point_words ON point (word_row) WHERE word_row IS NOT NULL;
            -- Points of earlier releases, until their words are indexed.
            CREATE INDEX point_without_words ON point (model) WHERE word_row IS NULL;

            CREATE VIRTUAL TABLE words USING fts5 (
              whole, parts, model, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0');

            CREATE TRIGGER point_deleted AFTER DELETE ON point WHEN old.word_row IS NOT NULL BEGIN
              DELETE FROM words WHERE rowid = old.word_row;
            END;
            """;

    /** Searches that are limited by the payload read this alone, not the rows with their vectors. */
    private static final String VERSION_6 = """
            CREATE INDEX point_payload ON point (model, record_id, payload) WHERE chunk_index = 0;
            """;

    /**
     * Views on the tables of earlier versions, so that they are read as those of the present one without a change of the
     * file. Each is needed by versions before its number.
     */
    static final SortedMap<Integer, String> PRESENTATIONS = new TreeMap<>(Map.of(
            2, "CREATE TEMP VIEW document AS SELECT '' AS name, 0 AS revision, '' AS text WHERE 0;",
            3, "CREATE TEMP VIEW quarantine AS SELECT 0 AS model, 0 AS record_id, 0 AS since, 0 AS until WHERE 0;",
            4, """
            CREATE TEMP VIEW setting AS SELECT 'filling' AS name, 'unknown' AS value;
            CREATE TEMP VIEW model AS
              SELECT id, source, name, prefix, generation, 0 AS mark, NULL AS source_database FROM main.model;
            CREATE TEMP VIEW model_state AS
              SELECT '' AS source, model, '' AS sink, revision, document FROM main.state;
            CREATE TEMP VIEW failed_record AS
              SELECT '' AS source, model, '' AS sink, record_id, reason, attempts, first_failed_at, last_failed_at
              FROM main.failure;
            """));

    /** Scripts, each of which leads from one version to the next, the first from an empty file. */
    static final List<String> MIGRATIONS = List.of(VERSION_1, VERSION_2, VERSION_3, VERSION_4, VERSION_5, VERSION_6);

    /** Removes what belongs to one generation, and leaves the state. The identity is replaced: whatever comes next is another filling. */
    static final String REMOVE_POINTS = """
            DELETE FROM point;
            DELETE FROM quarantine;
            DELETE FROM model;
            DELETE FROM embedder;
            UPDATE setting SET value = lower(hex(randomblob(16))) WHERE name = 'filling';
            """;

    private SchemaScripts() {}
}
