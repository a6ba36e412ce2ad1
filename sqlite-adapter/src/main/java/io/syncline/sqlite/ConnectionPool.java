package io.syncline.sqlite;

import io.syncline.api.failure.TransientException;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** A bounded pool of connections to one file, opened on demand, each used by one thread at a time. Thread-safe. */
final class ConnectionPool implements AutoCloseable {

    private final IndexFile file;
    private final Opener opener;
    private final int size;
    private final Semaphore permits;
    private final ConcurrentLinkedDeque<IndexSession> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    ConnectionPool(IndexFile file, Opener opener, int size) {
        this.file = file;
        this.opener = opener;
        this.size = size;
        permits = new Semaphore(size, true);
    }

    /** Opens a connection to the file. */
    @FunctionalInterface
    interface Opener {
        IndexSession open() throws SQLException;
    }

    /** Waits for a connection, which the caller must give back. */
    IndexSession borrow() throws SQLException {
        acquire();
        IndexSession session = null;
        try {
            session = open();
            return session;
        } finally {
            if (session == null) {
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

    private IndexSession open() throws SQLException {
        requireOpen();
        Object present = file.key();
        for (IndexSession free = idle.pollLast(); free != null; free = idle.pollLast()) {
            if (free.isOf(present)) {
                return free;
            }
            // The file was deleted or replaced: what is written to the old one is lost.
            free.close();
        }
        return opener.open();
    }

    void requireOpen() {
        if (closed) {
            throw new IllegalStateException("The index " + file.path() + " has been closed");
        }
    }

    /** Returns a connection to the pool, or closes it if it is not usable. */
    void giveBack(IndexSession session, boolean usable) {
        if (usable) {
            idle.addLast(session);
        } else {
            session.close();
        }
        permits.release();
    }

    /** Waits until all connections are idle, then closes them. */
    @Override
    public void close() {
        closed = true;
        permits.acquireUninterruptibly(size);
        for (@Nullable IndexSession session = idle.pollLast(); session != null; session = idle.pollLast()) {
            session.close();
        }
        permits.release(size);
    }
}
