package io.syncline.sql.internal.dialect;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * The transactions that run in a PostgreSQL database. {@code now()} is the time at which a transaction began, and
 * {@code pg_stat_activity} has that time until the transaction is visible to others: it is removed after the commit. The
 * number of a transaction ({@code pg_snapshot_xmin}) proves less: it is assigned with the first write, long after
 * {@code now()} may have been fixed.
 *
 * <p>A prepared transaction has no session any more; it shows when it was prepared. A replica does not show the transactions
 * of its primary, so there the time is that of the last transaction that was replayed.
 */
final class PostgresActivity {

    private static final String RUNNING = """
            SELECT xact_start, pid, coalesce(nullif(application_name, ''), backend_type), usename
              FROM pg_stat_activity
             WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL
               AND backend_type NOT IN ('autovacuum worker', 'walsender')
            UNION ALL
            SELECT prepared, NULL, 'prepared transaction ' || gid, owner
              FROM pg_prepared_xacts WHERE database = current_database()
             ORDER BY 1 LIMIT 1""";

    private static final String REPLICA = "SELECT coalesce(pg_last_xact_replay_timestamp(), to_timestamp(0))";

    private static final String VISIBILITY = "SELECT CASE WHEN current_setting('track_activities') <> 'on' THEN 'off'"
            + " WHEN pg_has_role('pg_read_all_stats', 'USAGE') THEN 'all' ELSE 'own' END";

    private static final String NOT_TRACKED =
            "The server does not record when transactions begin (track_activities is off),"
                    + " so a change by a transaction that lasts longer than the overlap can be missed";

    private static final String NO_RIGHTS = "The user may not see the transactions of other users, so a change by a"
            + " transaction that lasts longer than the overlap can be missed. Grant pg_read_all_stats to it";

    private static final String ON_REPLICA =
            "The server is a replica, which does not show the transactions of its primary,"
                    + " so a change by a transaction that lasts longer than the overlap can be missed. Read from the primary, or set"
                    + " 'overlap' above the longest transaction";

    private PostgresActivity() {}

    static OpenTransactions read(Connection connection) throws SQLException {
        if (Dialect.text(connection, "SELECT pg_is_in_recovery()").orElse("").equals("t")) {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(REPLICA)) {
                row.next();
                return new OpenTransactions(
                        Optional.of(row.getObject(1, OffsetDateTime.class).toInstant()), "", Optional.of(ON_REPLICA));
            }
        }
        Optional<String> unknown = switch (Dialect.text(connection, VISIBILITY).orElse("")) {
            case "all" -> Optional.empty();
            case "off" -> Optional.of(NOT_TRACKED);
            default -> Optional.of(NO_RIGHTS);
        };
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(RUNNING)) {
            if (!row.next()) {
                return new OpenTransactions(Optional.empty(), "", unknown);
            }
            Instant oldest = row.getObject(1, OffsetDateTime.class).toInstant();
            String session = row.getString(2) == null
                    ? row.getString(3)
                    : "process " + row.getString(2) + ", " + row.getString(3) + ", user " + row.getString(4);
            return new OpenTransactions(Optional.of(oldest), session, unknown);
        }
    }
}
