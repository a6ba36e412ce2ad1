package io.syncline.sql;

import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.TransientException;
import io.syncline.core.adapter.jdbc.SqlFailureKind;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;

/**
 * A few connections, opened on demand and kept. Each call has one for a transaction of its own, which ends with the call: no
 * snapshot outlives it.
 *
 * <p>Thread-safe.
 */
final class SqlConnections implements AutoCloseable {

    private static final Duration NETWORK_MARGIN = Duration.ofSeconds(30);

    private final String source;
    private final SqlLogin login;
    private final Semaphore permits;
    private final Deque<Connection> idle = new ArrayDeque<>();
    private boolean closed;

    /** Works with a connection. */
    @FunctionalInterface
    interface Work<T> {
        T with(SqlSession session) throws SQLException;
    }

    SqlConnections(String source, SqlLogin login, int most) {
        this.source = source;
        this.login = login;
        this.permits = new Semaphore(most);
    }

    SqlLogin login() {
        return login;
    }

    /**
     * Runs a read-only transaction.
     *
     * @param what what is done, for messages
     */
    <T> T read(String what, Work<T> work) {
        return read(what, false, work);
    }

    /**
     * Runs a single statement, which is a transaction by itself where the database allows it: nobody has to end that.
     *
     * @param what what is done, for messages
     */
    <T> T readAlone(String what, Work<T> work) {
        return read(what, login.address().dialect().readsAlone(), work);
    }

    private <T> T read(String what, boolean isAlone, Work<T> work) {
        permits.acquireUninterruptibly();
        try {
            return attempt(what, isAlone, work);
        } finally {
            permits.release();
        }
    }

    private <T> T attempt(String what, boolean isAlone, Work<T> work) {
        Connection connection = null;
        try {
            connection = borrow();
            if (connection.getAutoCommit() != isAlone) {
                connection.setAutoCommit(isAlone);
            }
            T result = work.with(new SqlSession(connection, login.address().dialect(), login.statementTimeout()));
            giveBack(connection);
            return result;
        } catch (SQLException e) {
            SqlFault fault = SqlFault.of(e);
            if (connection != null) {
                handle(connection, fault);
            }
            if (Thread.currentThread().isInterrupted()) {
                // drivers report it in their own ways
                throw new TransientException("Interrupted before it could " + what + " of " + source, e);
            }
            throw fault.failure(what + " of " + source, login);
        } catch (RuntimeException | Error e) {
            if (connection != null) {
                discard(connection);
            }
            throw e;
        }
    }

    private Connection borrow() throws SQLException {
        synchronized (idle) {
            if (closed) {
                throw new IllegalStateException("The source " + source + " is closed");
            }
            Connection connection = idle.poll();
            if (connection != null) {
                return connection;
            }
        }
        return open();
    }

    private Connection open() throws SQLException {
        requireDriver();
        Connection connection = DriverManager.getConnection(login.address().url(), login.properties());
        try {
            if (login.address().dialect().hasSessionSettings()) {
                connection.setReadOnly(true);
                Duration limit = login.statementTimeout().plus(NETWORK_MARGIN);
                connection.setNetworkTimeout(Runnable::run, Math.toIntExact(limit.toMillis()));
            }
            login.address().dialect().prepare(connection, login.statementTimeout());
            return connection;
        } catch (SQLException | RuntimeException e) {
            discard(connection);
            throw e;
        }
    }

    private void requireDriver() {
        try {
            DriverManager.getDriver(login.address().url());
        } catch (SQLException e) {
            throw new SetupException(
                    "There is no JDBC driver for the " + login.address() + " of " + source
                            + ": put the jar of " + login.address().dialect().driver()
                            + " into the directory lib beside the launcher, or on the class path; and check that 'url' has the form"
                            + " that it expects",
                    e);
        }
    }

    /** Ends the transaction, and keeps the connection. */
    private void giveBack(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
        }
        synchronized (idle) {
            if (!closed) {
                idle.push(connection);
                return;
            }
        }
        discard(connection);
    }

    /** After a lost connection, those that are idle are most likely lost too. */
    private void handle(Connection connection, SqlFault fault) {
        if (fault.kind() == SqlFailureKind.CONNECTION) {
            discard(connection);
            discardIdle();
            return;
        }
        try {
            giveBack(connection);
        } catch (SQLException e) {
            discard(connection);
        }
    }

    private void discardIdle() {
        synchronized (idle) {
            idle.forEach(SqlConnections::discard);
            idle.clear();
        }
    }

    private static void discard(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // It is of no use any more, whether it could say goodbye or not.
        }
    }

    @Override
    public void close() {
        synchronized (idle) {
            closed = true;
        }
        discardIdle();
    }
}
