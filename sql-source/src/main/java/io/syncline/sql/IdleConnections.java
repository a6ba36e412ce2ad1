package io.syncline.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Connections that nobody uses, the last used first. Firewalls forget connections that rest, and a statement over one of those
 * waits until its time-out, so it is checked first.
 *
 * <p>Thread-safe.
 */
final class IdleConnections {

    private static final long CHECKED_AFTER = Duration.ofSeconds(30).toNanos();
    private static final long CLOSED_AFTER = Duration.ofMinutes(10).toNanos();
    private static final int ANSWER_SECONDS = 5;

    private final LongSupplier nanoTime;
    private final Deque<Idle> idle = new ArrayDeque<>();
    private boolean closed;

    private record Idle(Connection connection, long since) {}

    /**
     * No connections yet.
     *
     * @param nanoTime the time, as of {@link System#nanoTime}
     */
    IdleConnections(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** A connection that answers; null if there is none. */
    @Nullable Connection poll() throws SQLException {
        for (Idle next = next(); next != null; next = next()) {
            if (age(next) < CHECKED_AFTER || next.connection().isValid(ANSWER_SECONDS)) {
                return next.connection();
            }
            discard(next.connection());
        }
        return null;
    }

    private synchronized @Nullable Idle next() {
        return idle.poll();
    }

    private long age(Idle connection) {
        return nanoTime.getAsLong() - connection.since();
    }

    /** Keeps a connection, and closes those that have rested for long: so many are not needed at a time any more. */
    void push(Connection connection) {
        List<Connection> unneeded = new ArrayList<>();
        synchronized (this) {
            if (closed) {
                unneeded.add(connection);
            } else {
                idle.push(new Idle(connection, nanoTime.getAsLong()));
            }
            while (!idle.isEmpty() && age(idle.getLast()) >= CLOSED_AFTER) {
                unneeded.add(idle.removeLast().connection());
            }
        }
        unneeded.forEach(IdleConnections::discard);
    }

    /** Closes all. */
    void clear() {
        List<Idle> all;
        synchronized (this) {
            all = List.copyOf(idle);
            idle.clear();
        }
        all.forEach(each -> discard(each.connection()));
    }

    /** Closes all, and from now on those that are pushed. */
    void close() {
        synchronized (this) {
            closed = true;
        }
        clear();
    }

    synchronized boolean isClosed() {
        return closed;
    }

    static void discard(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // It is of no use any more, whether it could say goodbye or not.
        }
    }
}
