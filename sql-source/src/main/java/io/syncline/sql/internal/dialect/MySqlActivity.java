package io.syncline.sql.internal.dialect;

import io.syncline.core.adapter.jdbc.JdbcStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What runs in a MySQL or MariaDB server. {@code NOW()} is the time at which a statement began, which may be long before its
 * transaction did: a statement that waits for the lock of a table has none.
 */
final class MySqlActivity {

    /** How long a statement runs is counted from its {@code NOW()}, in seconds. */
    private static final String STATEMENT = "SELECT TIME, ID FROM information_schema.PROCESSLIST"
            + " WHERE COMMAND IN ('Query', 'Execute') AND USER <> 'system user' AND ID <> CONNECTION_ID()"
            + " ORDER BY TIME DESC LIMIT 1";

    /**
     * The view shows the time on the server's wall. When its clock is set back, it shows an hour twice: then the earlier one
     * counts.
     */
    private static final String TRANSACTION = """
            SELECT CASE WHEN FROM_UNIXTIME(began - 3600) = trx_started THEN began - 3600 ELSE began END AS oldest, session
              FROM (SELECT trx_started, FLOOR(UNIX_TIMESTAMP(trx_started)) AS began, trx_mysql_thread_id AS session
                      FROM information_schema.INNODB_TRX WHERE trx_mysql_thread_id <> CONNECTION_ID()) AS running
             ORDER BY oldest LIMIT 1""";

    private static final String NO_RIGHTS =
            "The user may not see the running transactions, so a change by a transaction"
                    + " that lasts longer than the overlap can be missed. Grant PROCESS to it";

    private static final String ACCESS_DENIED = "42000";

    private MySqlActivity() {}

    private record Session(long began, String number) {

        OpenTransactions open() {
            return new OpenTransactions(
                    Optional.of(Instant.ofEpochMilli(began)), "connection " + number, Optional.empty());
        }
    }

    /**
     * Reads statements first: one that gets its lock in between has a transaction then.
     *
     * @param connection a connection, whose time zone is UTC
     * @param clock the milliseconds since 1970-01-01T00:00Z by the server's clock
     */
    static OpenTransactions read(Connection connection, long clock) throws SQLException {
        Optional<Session> statement = JdbcStatements.first(
                connection, row -> new Session(clock - (row.getLong(1) + 1) * 1000, row.getString(2)), STATEMENT);
        JdbcStatements.run(connection, "SET time_zone = 'SYSTEM'");
        try {
            Optional<Session> transaction = JdbcStatements.first(
                    connection, row -> new Session(row.getLong(1) * 1000, row.getString(2)), TRANSACTION);
            return Stream.concat(statement.stream(), transaction.stream())
                    .min(Comparator.comparingLong(Session::began))
                    .map(Session::open)
                    .orElse(new OpenTransactions(Optional.empty(), "", Optional.empty()));
        } catch (SQLException e) {
            if (!ACCESS_DENIED.equals(e.getSQLState())) {
                throw e;
            }
            return new OpenTransactions(Optional.empty(), "", Optional.of(NO_RIGHTS));
        } finally {
            JdbcStatements.run(connection, "SET time_zone = '+00:00'");
        }
    }
}
