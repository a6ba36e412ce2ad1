package io.syncline.pgvector;

import io.syncline.api.failure.SetupException;
import io.syncline.core.adapter.jdbc.JdbcStatements;
import io.syncline.core.adapter.jdbc.SqlFailureKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * Creates, switches and drops generations, in a transaction that nobody else does this in.
 *
 * @param connection in the transaction
 * @param names names of the collection
 */
record GenerationSwitch(Connection connection, PgvectorNames names) {

    /** Whoever searches waits behind this transaction while it waits for a lock. */
    private static final String LOCK_TIMEOUT = "SET LOCAL lock_timeout = '10s'";

    private static final String DEPENDENT_OBJECTS = "2BP01";

    private static final String NOW = "SELECT CAST(floor(extract(epoch FROM clock_timestamp()) * 1000) AS bigint)";

    /** Creates the tables of a new generation, which those may read that may read the serving one. */
    Generation create(Generation serving, VectorType type) throws SQLException {
        Generation next = new CollectionTables(connection, names).next();
        JdbcStatements.run(connection, CollectionScripts.tables(next.variables(type)));
        RelationGrants.of(connection, serving.points()).applyToTable(connection, next.points());
        RelationGrants.of(connection, serving.models()).applyToTable(connection, next.models());
        RelationGrants.of(connection, serving.settings()).applyToTable(connection, next.settings());
        return next;
    }

    /** Lets the view read a generation. */
    void serve(Optional<Generation> serving, Generation next) throws SQLException {
        JdbcStatements.run(connection, LOCK_TIMEOUT);
        CollectionTables tables = new CollectionTables(connection, names);
        VectorType type = CollectionFacts.read(connection, next)
                .embedder()
                .map(embedder -> VectorType.of(embedder.dimension()))
                .orElseThrow();
        if (serving.isEmpty() || tables.vectorType(serving.get()).equals(tables.vectorType(next))) {
            JdbcStatements.run(connection, CollectionScripts.view(next.variables(type)));
        } else {
            RelationGrants grants = RelationGrants.of(connection, names.quotedView());
            drop();
            JdbcStatements.run(connection, CollectionScripts.view(next.variables(type)));
            grants.applyToView(connection, names.quotedView());
        }
        if (serving.isPresent()) {
            noteIdle(serving.get());
        }
    }

    /** PostgreSQL cannot change the type of a column of a view, and vectors of another dimension have another type. */
    private void drop() throws SQLException {
        try {
            JdbcStatements.run(connection, "DROP VIEW " + names.quotedView());
        } catch (SQLException e) {
            if (SqlFailureKind.state(e).equals(DEPENDENT_OBJECTS)) {
                throw new SetupException(
                        "The view " + names.view() + " cannot serve vectors of another type, since other views or"
                                + " functions depend on it. Drop those, repeat the command, and create them again",
                        e);
            }
            throw e;
        }
    }

    private long now() throws SQLException {
        return JdbcStatements.number(connection, NOW);
    }

    private void noteIdle(Generation generation) throws SQLException {
        CollectionFacts.note(connection, generation, CollectionFacts.IDLE_SINCE, String.valueOf(now()));
    }

    /** Whether a generation stopped serving some time ago; notes the present if it is unknown when it did. */
    boolean isIdleFor(Generation generation, Duration grace) throws SQLException {
        Optional<Long> since = CollectionFacts.read(connection, generation)
                .note(CollectionFacts.IDLE_SINCE)
                .map(Long::parseLong);
        if (since.isEmpty()) {
            noteIdle(generation);
            return grace.isZero();
        }
        return now() - since.get() >= grace.toMillis();
    }

    /** Drops the tables of a generation that the view does not read. */
    void drop(Generation generation) throws SQLException {
        JdbcStatements.run(connection, LOCK_TIMEOUT);
        JdbcStatements.run(
                connection,
                "DROP TABLE " + generation.points() + ", " + generation.models() + ", " + generation.settings()
                        + "; DROP FUNCTION " + generation.forget() + "(); DROP FUNCTION IF EXISTS " + generation.keep()
                        + "()");
    }
}
