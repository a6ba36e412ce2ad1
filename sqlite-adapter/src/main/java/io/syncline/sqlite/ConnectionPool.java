package io.syncline.sqlite;

import io.syncline.api.failure.TransientException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;

/** A bounded pool of connections to one file, opened on demand, each used by one thread at a time. Thread-safe. */
final class ConnectionPool implements AutoCloseable {

    private final IndexFile file;
    private final int size;
    private final Semaphore permits;
    private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    ConnectionPool(IndexFile file, int size) {
        this.file = file;
        this.size = size;
        permits = new Semaphore(size, true);
    }

    /** Waits for a connection, which the caller must give back. */
    Connection borrow() throws SQLException {
        acquire();
        Connection connection = null;
        try {
            connection = open();
            return connection;
        } finally {
            if (connection == null) {
                permits.release();
            }
        }
    }

    private void acquire() {
        try {
            permits.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientException("Interrupted while waiting for a connection to " + file.path(), e);
        }
    }

    private Connection open() throws SQLException {
        if (closed) {
            throw new IllegalStateException("The index " + file.path() + " has been closed");
        }
        Connection free = idle.pollLast();
        return free != null ? free : file.connect();
    }

    /** Returns a connection to the pool, or closes it if it is not usable. */
    void giveBack(Connection connection, boolean usable) {
        if (usable) {
            idle.addLast(connection);
        } else {
            closeQuietly(connection);
        }
        permits.release();
    }

    /** Waits until all connections are idle, then closes them. */
    @Override
    public void close() {
        closed = true;
        permits.acquireUninterruptibly(size);
        for (Connection connection = idle.pollLast(); connection != null; connection = idle.pollLast()) {
            closeQuietly(connection);
        }
        permits.release(size);
    }

    private static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // Nothing is lost: every commit was synchronised to disk.
            return;
        }
    }
}
