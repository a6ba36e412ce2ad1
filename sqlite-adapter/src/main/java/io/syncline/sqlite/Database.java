package io.syncline.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Transactions on an index file: any number of readers, each with snapshot isolation, and one writer at a time. Readers
 * and the writer do not block each other. Readers change nothing, and read the tables of earlier releases as they are; the
 * first write migrates them. Thread-safe.
 */
final class Database implements AutoCloseable {

    private static final int READERS = 4;

    private enum Mode {
        READ("BEGIN"),
        WRITE("BEGIN IMMEDIATE"),
        PAGE("BEGIN IMMEDIATE");

        private final String begin;

        Mode(String begin) {
            this.begin = begin;
        }
    }

    private final IndexFile file;
    private final ConnectionPool readers;
    private final ConnectionPool writer;
    private final SqliteFailures failures;

    /** Opens a file; a missing one is only created by {@link #createIfMissing}. */
    Database(IndexFile file) {
        this.file = file;
        failures = new SqliteFailures(file.path());
        readers = new ConnectionPool(file, file::reader, READERS);
        writer = new ConnectionPool(file, file::writer, 1);
        if (file.exists()) {
            read("open the index", connection -> file);
        }
    }

    Path path() {
        return file.path();
    }

    /** Whether there is a file. */
    boolean exists() {
        readers.requireOpen();
        return file.exists();
    }

    /** Creates the file with all tables and its directory, unless it exists. */
    void createIfMissing() {
        if (!exists()) {
            file.create();
        }
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
     * @throws io.syncline.api.failure.MissingStoreException if there is no file
     */
    <T> T read(String what, Work<T> work) {
        return in(Mode.READ, what, work);
    }

    /**
     * Runs a write transaction, which is durable on return and has no effect after a failure.
     *
     * @param what for messages, as in "Could not WHAT"
     * @throws io.syncline.api.failure.MissingStoreException if there is no file
     */
    <T> T write(String what, Work<T> work) {
        return in(Mode.WRITE, what, work);
    }

    /** As {@link #write}, for one of many such transactions in a row: other writers of the file get their turn before the next. */
    <T> T writePage(String what, Work<T> work) {
        return in(Mode.PAGE, what, work);
    }

    private <T> T in(Mode mode, String what, Work<T> work) {
        T result = null;
        while (result == null) {
            result = once(mode, what, work);
        }
        return result;
    }

    private <T> @Nullable T once(Mode mode, String what, Work<T> work) {
        ConnectionPool pool = mode == Mode.READ ? readers : writer;
        IndexSession session = borrow(pool, what);
        boolean done = false;
        try {
            T result = attempt(session, mode.begin, what, work);
            done = result != null;
            if (mode == Mode.PAGE) {
                WriterTurns.leaveGap();
            }
            return result;
        } finally {
            // Closing the connection rolls an uncommitted transaction back.
            pool.giveBack(session, done);
        }
    }

    /** Null if a migration has changed the tables since the connection was opened; nothing was done then. */
    private <T> @Nullable T attempt(IndexSession session, String begin, String what, Work<T> work) {
        Connection connection = session.connection();
        T result;
        try {
            Sql.run(connection, begin);
            if (Schema.versionOf(connection) != session.version()) {
                return null;
            }
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

    private IndexSession borrow(ConnectionPool pool, String what) {
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
