package io.syncline.pgvector;

import io.syncline.core.adapter.jdbc.JdbcStatements;
import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The indexes of vectors, words and payloads. They are built once a collection has been filled, since they are built many times faster
 * than they grow.
 *
 * @param connection the connection
 * @param opened the tables
 */
record CollectionIndexes(Connection connection, OpenedCollection opened) {

    private static final Logger LOG = LoggerFactory.getLogger(CollectionIndexes.class);

    /** The first half of the key of the advisory lock under which indexes are built: "pgvi" in ASCII. */
    private static final int LOCK = 0x70677669;

    private static final String EXISTS = """
        SELECT count(*) FROM pg_catalog.pg_class AS i JOIN pg_catalog.pg_index AS x ON x.indexrelid = i.oid
        WHERE x.indrelid = CAST(? AS text)::regclass AND i.relname = ? AND x.indisvalid
        """;

    boolean has(String index) throws SQLException {
        return JdbcStatements.number(connection, EXISTS, opened.generation().points(), index) > 0;
    }

    /** Whether an index is missing that could be built. */
    boolean areMissing() throws SQLException {
        Generation generation = opened.generation();
        return !has(generation.wordIndex())
                || !has(generation.payloadIndex())
                || (opened.type().isIndexable() && !has(generation.vectorIndex()));
    }

    /** Whether there are at least some points. */
    boolean areWorthwhile(int points) throws SQLException {
        String sql =
                "SELECT count(*) FROM (SELECT 1 FROM " + opened.generation().points() + " LIMIT ?) AS limited";
        return JdbcStatements.number(connection, sql, points) == points;
    }

    /**
     * Builds what is missing, in a transaction: if it ends early, there is no index. Writers wait meanwhile. Does nothing while
     * another process builds.
     */
    void build() throws SQLException {
        Generation generation = opened.generation();
        if (!lock()) {
            LOG.info(
                    "Another process builds the indexes of collection {}",
                    generation.names().view());
            return;
        }
        if (!has(generation.wordIndex())) {
            create(generation.wordIndex(), "gin (words)");
        }
        if (!has(generation.payloadIndex())) {
            create(generation.payloadIndex(), "gin ((payload::jsonb) jsonb_path_ops)");
        }
        if (!opened.type().isIndexable()) {
            LOG.warn(
                    "Collection {} has vectors of {} numbers, and pgvector can index 4000: searches compare all"
                            + " vectors",
                    generation.names().view(),
                    opened.type().dimension());
        } else if (!has(generation.vectorIndex())) {
            create(generation.vectorIndex(), "hnsw (embedding " + opened.type().operators() + ")");
        }
        JdbcStatements.run(connection, "ANALYZE " + generation.points());
    }

    private boolean lock() throws SQLException {
        return JdbcStatements.first(
                        connection,
                        row -> row.getBoolean(1),
                        "SELECT pg_try_advisory_xact_lock(" + LOCK + ", CAST(? AS text)::regclass::oid::integer)",
                        opened.generation().points())
                .orElse(false);
    }

    private void create(String name, String index) throws SQLException {
        LOG.info(
                "Building index {} of collection {}",
                name,
                opened.generation().names().view());
        JdbcStatements.run(
                connection,
                "CREATE INDEX " + name + " ON " + opened.generation().points() + " USING " + index);
    }
}
