package io.syncline.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.sqlite.BusyHandler;

/**
 * How the writers of a file take turns, in this process and in others. SQLite has no queue of writers: one that finds the file
 * locked asks again, by default every 100 ms, and never succeeds beside a sink that stores page after page, which begins a
 * transaction microseconds after the last one. A run whose lease is in the same file would lose it. So a writer asks often, and a
 * sink leaves a gap behind each page.
 */
final class WriterTurns {

    private static final Duration RETRY = Duration.ofNanos(500_000);
    private static final Duration GAP = RETRY.multipliedBy(4);

    private WriterTurns() {}

    /**
     * Lets a connection ask for the lock often.
     *
     * @param timeout how long it asks at least; longer where the system prolongs short pauses
     */
    static void askOften(Connection connection, Duration timeout) throws SQLException {
        long most = timeout.dividedBy(RETRY);
        BusyHandler.setHandler(connection, new BusyHandler() {
            @Override
            protected int callback(int asked) {
                if (asked >= most || Thread.currentThread().isInterrupted()) {
                    return 0;
                }
                pause(RETRY);
                return 1;
            }
        });
    }

    /** Waits as long as another writer needs to notice that the file is free. */
    static void leaveGap() {
        pause(GAP);
    }

    private static void pause(Duration duration) {
        LockSupport.parkNanos(duration.toNanos());
    }
}
