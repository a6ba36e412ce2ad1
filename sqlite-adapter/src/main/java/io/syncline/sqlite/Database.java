package io.syncline.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Transactions on an index file: any number of readers, each with snapshot isolation, and one writer at a time. Readers
 * and the writer do not block each other. Thread-safe.
 */
final class Database implements AutoCloseable {

    private static final int READERS = 4;

    private final ConnectionPool readers;
    private final ConnectionPool writer;
    private final Path path;
    private final SqliteFailures failures;

    /** Opens a file, and creates it if it is missing. */
    Database(IndexFile file) {
        file.prepare();
        path = file.path();
        failures = new SqliteFailures(path);
        readers = new ConnectionPool(file, READERS);
        writer = new ConnectionPool(file, 1);
    }

    Path path() {
        return path;
    }

    /** The body of a transaction. */
    @FunctionalInterface
    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    /**
     * Runs a read transaction.
     *
     * @param what for messages, as in "Could not WHAT"
     */
    <T> T read(String what, Work<T> work) {
        return in(readers, "BEGIN", what, work);
    }

    /**
     * Runs a write transaction, which is durable on return and has no effect after a failure.
     *
     * @param what for messages, as in "Could not WHAT"
     */
    <T> T write(String what, Work<T> work) {
        return in(writer, "BEGIN IMMEDIATE", what, work);
    }

    private <T> T in(ConnectionPool pool, String begin, String what, Work<T> work) {
        Connection connection = borrow(pool, what);
        boolean done = false;
        try {
            T result = attempt(connection, begin, what, work);
            done = true;
            return result;
        } finally {
            // Closing the connection rolls an uncommitted transaction back.
            pool.giveBack(connection, done);
        }
    }

    private <T> T attempt(Connection connection, String begin, String what, Work<T> work) {
        T result;
        try {
            Sql.run(connection, begin);
            result = work.run(connection);
        } catch (SQLException e) {
            throw failures.of(what, e);
        }
        try {
            Sql.run(connection, "COMMIT");
            return result;
        } catch (SQLException e) {
            throw failures.ofCommit(what, e);
        }
    }

    private Connection borrow(ConnectionPool pool, String what) {
        try {
            return pool.borrow();
        } catch (SQLException e) {
            throw failures.of(what, e);
        }
    }

    @Override
    public void close() {
        writer.close();
        readers.close();
    }
}
