package io.syncline.sql;

import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.TransientException;
import io.syncline.core.adapter.jdbc.SqlFailureKind;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;

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
    private final IdleConnections idle;

    /** Works with a connection. */
    @FunctionalInterface
    interface Work<T> {
        T with(SqlSession session) throws SQLException;
    }

    /**
     * Connections of a source.
     *
     * @param most how many at a time
     * @param nanoTime the time, as of {@link System#nanoTime}
     */
    SqlConnections(String source, SqlLogin login, int most, LongSupplier nanoTime) {
        this.source = source;
        this.login = login;
        this.permits = new Semaphore(most);
        this.idle = new IdleConnections(nanoTime);
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
        acquire(what);
        try {
            return attempt(what, isAlone, work);
        } finally {
            permits.release();
        }
    }

    private void acquire(String what) {
        try {
            permits.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted(what, e);
        }
    }

    private TransientException interrupted(String what, Exception cause) {
        return new TransientException("Interrupted before it could " + what + " of " + source, cause);
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
                throw interrupted(what, e);
            }
            throw fault.failure(what + " of " + source, login);
        } catch (RuntimeException | Error e) {
            if (connection != null) {
                IdleConnections.discard(connection);
            }
            throw e;
        }
    }

    private Connection borrow() throws SQLException {
        if (idle.isClosed()) {
            throw new IllegalStateException("The source " + source + " is closed");
        }
        Connection connection = idle.poll();
        return connection == null ? open() : connection;
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
            IdleConnections.discard(connection);
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
        idle.push(connection);
    }

    /** After a lost connection, those that are idle are most likely lost too. */
    private void handle(Connection connection, SqlFault fault) {
        if (fault.kind() == SqlFailureKind.CONNECTION) {
            IdleConnections.discard(connection);
            idle.clear();
            return;
        }
        try {
            giveBack(connection);
        } catch (SQLException e) {
            IdleConnections.discard(connection);
        }
    }

    @Override
    public void close() {
        idle.close();
    }
}
