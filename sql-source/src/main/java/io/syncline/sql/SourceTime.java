package io.syncline.sql;

import io.syncline.sql.internal.dialect.OpenTransactions;
import io.syncline.sql.internal.dialect.SqlText;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The time of the server, and until when its changes are all committed. Changes are stamped with the time at which their
 * transaction began, so whatever is committed later is not older than the oldest transaction that is running.
 *
 * @param clock the time of the server, read before the transactions
 * @param open the running transactions; empty if the database does not tell
 */
record SourceTime(Instant clock, Optional<OpenTransactions> open) {

    /**
     * How long a transaction may run before its session shows it. A server that is busy can suspend a process between the two;
     * what takes longer is covered by the overlap of the engine.
     */
    private static final Duration MARGIN = Duration.ofMillis(100);

    static SourceTime read(SqlSession session) throws SQLException {
        Instant clock = readClock(session);
        return new SourceTime(clock, session.dialect().openTransactions(session.connection()));
    }

    /** The time of the server. */
    static Instant readClock(SqlSession session) throws SQLException {
        SqlText statement = new SqlText().add(session.dialect().clock());
        return Instant.ofEpochMilli(
                session.query(statement, row -> row.getLong(1)).get(0));
    }

    /** The time before which no change can be committed any more, as far as the database tells. */
    Instant committedUntil() {
        if (open.isEmpty()) {
            return clock;
        }
        Instant latest = clock.minus(MARGIN);
        return open.get().oldest().filter(latest::isAfter).orElse(latest);
    }
}
