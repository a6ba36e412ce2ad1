package io.syncline.pgvector;

import io.syncline.api.failure.ReadOnlyStoreException;
import io.syncline.api.failure.TransientException;
import io.syncline.core.adapter.jdbc.JdbcStatements;
import io.syncline.core.adapter.jdbc.JdbcTransactions;
import io.syncline.core.adapter.jdbc.JdbcTransactions.Work;
import io.syncline.core.adapter.jdbc.SqlFailureKind;
import java.sql.Connection;
import java.sql.SQLException;

/** Runs transactions about points. Thread-safe. */
final class PgvectorTransactions {

    /** A commit that returned is on disk, even if the database's own setting says otherwise. */
    private static final String WRITE = "SET TRANSACTION ISOLATION LEVEL READ COMMITTED; SELECT"
            + " set_config('synchronous_commit', 'on', true) WHERE current_setting('synchronous_commit') = 'off';"
            // shorter than the driver waits for an answer, so that nothing is left waiting on the server
            + " SELECT set_config('lock_timeout', '50s', true) WHERE current_setting('lock_timeout') = '0'";

    private static final String READS_ONLY = "25006";

    private final PgvectorConnections connections;
    private final JdbcTransactions transactions;

    /**
     * Transactions of a database.
     *
     * @param connections the source of connections; never closed here
     */
    PgvectorTransactions(PgvectorConnections connections) {
        this.connections = connections;
        transactions = new JdbcTransactions(connections::open, PgvectorFailures.MAPPING);
    }

    /** Runs statements that change nothing, each a transaction of its own. */
    <T> T query(String what, Work<T> work) {
        return transactions.query(what, work);
    }

    /** Runs a transaction that changes nothing but settings of its own. */
    <T> T read(String what, Work<T> work) {
        return transactions.run(what, work);
    }

    /** The same, however long the server takes for a statement. */
    <T> T readAtLength(String what, Work<T> work) {
        return read(what, connection -> atLength(connection, work));
    }

    /**
     * Runs a transaction, which is durable on return and has no effect after a failure of its body.
     *
     * @param what for messages, as in "Could not WHAT"
     */
    <T> T write(String what, Work<T> work) {
        try {
            return read(what, connection -> {
                JdbcStatements.run(connection, WRITE);
                return work.run(connection);
            });
        } catch (ReadOnlyStoreException e) {
            throw isOfFormerPrimary(e)
                    ? new TransientException(e.getMessage() + ". Meanwhile the address leads to a server that does", e)
                    : e;
        }
    }

    /** After a failover, connections to the former primary last; new ones lead to the present one. */
    private boolean isOfFormerPrimary(ReadOnlyStoreException failure) {
        if (!(failure.getCause() instanceof SQLException cause)
                || !SqlFailureKind.state(cause).equals(READS_ONLY)) {
            return false;
        }
        connections.renew();
        return query(
                        "read whether the server accepts writes",
                        connection ->
                                JdbcStatements.first(connection, row -> row.getString(1), "SHOW transaction_read_only"))
                .filter("off"::equals)
                .isPresent();
    }

    /** The same, however long the server takes for a statement. */
    <T> T writeAtLength(String what, Work<T> work) {
        return write(what, connection -> atLength(connection, work));
    }

    /** Without a limit for answers, which the next user of the connection has again. */
    private static <T> T atLength(Connection connection, Work<T> work) throws SQLException {
        int limit = connection.getNetworkTimeout();
        connection.setNetworkTimeout(Runnable::run, 0);
        try {
            return work.run(connection);
        } finally {
            restore(connection, limit);
        }
    }

    private static void restore(Connection connection, int limit) {
        try {
            connection.setNetworkTimeout(Runnable::run, limit);
        } catch (SQLException e) {
            // The connection is lost, and so is what it was used for.
            return;
        }
    }
}
