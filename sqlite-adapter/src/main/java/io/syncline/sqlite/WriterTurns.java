package io.syncline.sqlite;

import io.syncline.core.port.vector.EmbeddedDocument;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.sqlite.BusyHandler;

/**
 * How the writers of a file take turns, in this process and in others. SQLite has no queue of writers: one that finds the file
 * locked asks again, by default every 100 ms, and never succeeds beside a sink that stores page after page, which begins a
 * transaction microseconds after the last one. A run whose lease is in the same file would lose it. So a writer asks often, and a
 * sink writes a page in several turns and leaves a gap behind each.
 */
final class WriterTurns {

    private static final Duration RETRY = Duration.ofNanos(500_000);
    private static final Duration GAP = RETRY.multipliedBy(4);

    /**
     * So many points are written in some 50 ms. A run that stores a few records beside one that stores all makes some six
     * transactions, each of which waits for one of the other.
     */
    private static final int POINTS_OF_A_TURN = 64;

    private WriterTurns() {}

    /** The first of some documents, as many as are written in one transaction; at least one. */
    static List<EmbeddedDocument> turn(List<EmbeddedDocument> documents) {
        int points = 0;
        for (int i = 0; i < documents.size(); i++) {
            points += documents.get(i).chunks().size();
            if (points >= POINTS_OF_A_TURN) {
                return documents.subList(0, i + 1);
            }
        }
        return documents;
    }

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
