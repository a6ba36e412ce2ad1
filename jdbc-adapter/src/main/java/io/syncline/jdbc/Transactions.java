package io.syncline.jdbc;

import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Runs work in transactions, each on a connection of its own. Thread-safe if the data source is.
 *
 * @param dataSource gives connections; never closed here
 */
record Transactions(DataSource dataSource) {

    /** What is done in a transaction. */
    @FunctionalInterface
    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    /**
     * Runs work: all of it is durable on return, or nothing was changed.
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
        } catch (RuntimeException e) {
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

    /** The pool may hand the connection to somebody else, so nothing may stay open in it. */
    private static void rollBack(Connection connection, Throwable failure) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    /** What was committed stays so, even if the connection cannot be given back properly. */
    private static void close(Connection connection) {
        try (connection) {
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            return;
        }
    }
}
