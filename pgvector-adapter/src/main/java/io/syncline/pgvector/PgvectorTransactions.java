package io.syncline.pgvector;

import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;

/**
 * Runs transactions, each on its own connection, so that a pooler between may give each of them another session. Thread-safe.
 *
 * @param connections the source of connections; never closed here
 */
record PgvectorTransactions(PgvectorConnections connections) {

    /** A commit that returned is on disk, even if the database's own setting says otherwise. */
    private static final String WRITE = "SET TRANSACTION ISOLATION LEVEL READ COMMITTED; SELECT"
            + " set_config('synchronous_commit', 'on', true) WHERE current_setting('synchronous_commit') = 'off';"
            // shorter than the driver waits for an answer, so that nothing is left waiting on the server
            + " SELECT set_config('lock_timeout', '50s', true) WHERE current_setting('lock_timeout') = '0'";

    /** The body of a transaction. */
    @FunctionalInterface
    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    /** Runs statements that change nothing, each a transaction of its own. */
    <T> T query(String what, Work<T> work) {
        return connected(what, connection -> {
            try {
                return work.run(connection);
            } catch (SQLException e) {
                throw PgvectorFailures.of(what, e);
            }
        });
    }

    /** Runs a transaction that changes nothing but settings of its own. */
    <T> T read(String what, Work<T> work) {
        return connected(what, connection -> commit(connection, what, work));
    }

    /** The same, however long the server takes for a statement. */
    <T> T readAtLength(String what, Work<T> work) {
        return read(what, connection -> atLength(connection, work));
    }

    /**
     * Runs a transaction, which is durable on return and has no effect after a failure of its body.
     *
     * @param what for messages, as in "Could not WHAT"
     */
    <T> T write(String what, Work<T> work) {
        return read(what, connection -> {
            PgvectorSql.run(connection, WRITE);
            return work.run(connection);
        });
    }

    /** The same, however long the server takes for a statement. */
    <T> T writeAtLength(String what, Work<T> work) {
        return write(what, connection -> atLength(connection, work));
    }

    /** Without a limit for answers, which the next user of the connection has again. */
    private static <T> T atLength(Connection connection, Work<T> work) throws SQLException {
        int limit = connection.getNetworkTimeout();
        connection.setNetworkTimeout(Runnable::run, 0);
        try {
            return work.run(connection);
        } finally {
            restore(connection, limit);
        }
    }

    private static void restore(Connection connection, int limit) {
        try {
            connection.setNetworkTimeout(Runnable::run, limit);
        } catch (SQLException e) {
            // The connection is lost, and so is what it was used for.
            return;
        }
    }

    private <T> T connected(String what, Function<Connection, T> work) {
        if (Thread.currentThread().isInterrupted()) {
            throw new TransientException("Interrupted before it could " + what, null);
        }
        Connection connection = connect(what);
        try {
            return work.apply(connection);
        } finally {
            close(connection);
        }
    }

    private Connection connect(String what) {
        try {
            return connections.open();
        } catch (SQLException e) {
            throw PgvectorFailures.of(what, e);
        }
    }

    private static <T> T commit(Connection connection, String what, Work<T> work) {
        T result;
        try {
            connection.setAutoCommit(false);
            result = work.run(connection);
        } catch (SQLException e) {
            SyncException failure = PgvectorFailures.of(what, e);
            rollBack(connection, failure);
            throw failure;
        } catch (RuntimeException | Error e) {
            rollBack(connection, e);
            throw e;
        }
        try {
            connection.commit();
        } catch (SQLException e) {
            SyncException failure = PgvectorFailures.ofCommit(what, e);
            rollBack(connection, failure);
            throw failure;
        }
        return result;
    }

    /** A pool hands the connection to another user, so no transaction may stay open. */
    private static void rollBack(Connection connection, Throwable failure) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    /** A failure here does not matter: the transaction has ended. */
    private static void close(Connection connection) {
        try (connection) {
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            return;
        }
    }
}
