package io.syncline.core.adapter.jdbc;

import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;

/**
 * Runs transactions, each on its own connection, so that a pooler between may give each of them another session. Thread-safe if
 * what opens connections is.
 */
public final class JdbcTransactions {

    private final Opener opener;
    private final SqlFailures failures;

    /** Opens or borrows a connection, which commits each statement; closing it ends the loan. */
    @FunctionalInterface
    public interface Opener {

        /**
         * Opens a connection.
         *
         * @throws SQLException if the server refuses it or cannot be reached
         */
        Connection open() throws SQLException;
    }

    /**
     * The body of a transaction.
     *
     * @param <T> what it returns
     */
    @FunctionalInterface
    public interface Work<T> {

        /**
         * Runs statements.
         *
         * @param connection not to be closed, nor used later
         * @throws SQLException as the driver throws it
         */
        T run(Connection connection) throws SQLException;
    }

    /**
     * Transactions of a database.
     *
     * @param opener opens connections
     * @param failures what failures mean
     */
    public JdbcTransactions(Opener opener, SqlFailures failures) {
        this.opener = opener;
        this.failures = failures;
    }

    /**
     * Runs a transaction, which is durable on return and has no effect after a failure of its body.
     *
     * @param what for messages, as in "Could not WHAT"
     * @param work the body
     * @throws SyncException as the failures of this database map it; an {@link io.syncline.api.failure.UnknownOutcomeException} if
     *     the commit was not acknowledged
     */
    public <T> T run(String what, Work<T> work) {
        return connected(what, connection -> commit(connection, what, work));
    }

    /**
     * Runs statements that change nothing, each a transaction of its own.
     *
     * @param what for messages, as in "Could not WHAT"
     * @param work the statements
     * @throws SyncException as the failures of this database map it
     */
    public <T> T query(String what, Work<T> work) {
        return connected(what, connection -> {
            try {
                return work.run(connection);
            } catch (SQLException e) {
                throw failures.of(what, e);
            }
        });
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
            return opener.open();
        } catch (SQLException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new TransientException("Interrupted before it could " + what, e);
            }
            throw failures.of(what, e);
        }
    }

    private <T> T commit(Connection connection, String what, Work<T> work) {
        T result;
        try {
            connection.setAutoCommit(false);
            result = work.run(connection);
        } catch (SQLException e) {
            SyncException failure = failures.of(what, e);
            rollBack(connection, failure);
            throw failure;
        } catch (RuntimeException | Error e) {
            rollBack(connection, e);
            throw e;
        }
        try {
            connection.commit();
        } catch (SQLException e) {
            SyncException failure = failures.ofCommit(what, e);
            rollBack(connection, failure);
            throw failure;
        }
        commitEachStatement(connection);
        return result;
    }

    /** A pool hands the connection to another user, so no transaction may stay open. */
    private static void rollBack(Connection connection, Throwable failure) {
        try {
            connection.rollback();
            commitEachStatement(connection);
        } catch (SQLException e) {
            failure.addSuppressed(e);
            abandon(connection, failure);
        }
    }

    /** To have each statement committed again would commit what could not be rolled back. */
    private static void abandon(Connection connection, Throwable failure) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    /** A failure here does not matter: the transaction has ended. */
    private static void commitEachStatement(Connection connection) {
        try {
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            return;
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            return;
        }
    }
}
