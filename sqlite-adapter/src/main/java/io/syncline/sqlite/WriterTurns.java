package io.syncline.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
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
     * @param timeout how long it asks
     */
    static void askOften(Connection connection, Duration timeout) throws SQLException {
        askOften(connection, timeout, System::nanoTime);
    }

    /** The same by another clock. Time counts, not the number of questions: a system may prolong short pauses by much. */
    static void askOften(Connection connection, Duration timeout, LongSupplier nanos) throws SQLException {
        BusyHandler.setHandler(connection, new BusyHandler() {
            private long begin;

            @Override
            protected int callback(int asked) {
                begin = asked == 0 ? nanos.getAsLong() : begin;
                if (nanos.getAsLong() - begin >= timeout.toNanos()) {
                    return 0;
                }
                pauseThoughInterrupted();
                return 1;
            }
        });
    }

    /** A statement that has begun is not ended by an interrupt; whoever made it looks at the interrupt afterwards. */
    private static void pauseThoughInterrupted() {
        boolean interrupted = Thread.interrupted();
        pause(RETRY);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits as long as another writer needs to notice that the file is free. */
    static void leaveGap() {
        pause(GAP);
    }

    private static void pause(Duration duration) {
        LockSupport.parkNanos(duration.toNanos());
    }
}
