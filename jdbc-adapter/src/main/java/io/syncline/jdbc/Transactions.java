package io.syncline.jdbc;

import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Runs transactions, each on its own connection. Thread-safe if the data source is.
 *
 * @param dataSource the source of connections; never closed here
 */
record Transactions(DataSource dataSource) {

    /** The body of a transaction. */
    @FunctionalInterface
    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    /**
     * Runs a transaction, which is durable on return and has no effect after a failure of its body.
     *
     * @param what for messages, as in "Could not WHAT"
     */
    <T> T run(String what, Work<T> work) {
        if (Thread.currentThread().isInterrupted()) {
            throw new TransientException("Interrupted before it could " + what, null);
        }
        Connection connection = connect(what);
        try {
            return run(connection, what, work);
        } finally {
            close(connection);
        }
    }

    private Connection connect(String what) {
        try {
            return dataSource.getConnection();
        } catch (SQLException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new TransientException("Interrupted before it could " + what, e);
            }
            throw JdbcFailures.of(what, e);
        }
    }

    private static <T> T run(Connection connection, String what, Work<T> work) {
        T result;
        try {
            connection.setAutoCommit(false);
            result = work.run(connection);
        } catch (SQLException e) {
            SyncException failure = JdbcFailures.of(what, e);
            rollBack(connection, failure);
            throw failure;
        } catch (RuntimeException | Error e) {
            rollBack(connection, e);
            throw e;
        }
        try {
            connection.commit();
        } catch (SQLException e) {
            SyncException failure = JdbcFailures.ofCommit(what, e);
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
