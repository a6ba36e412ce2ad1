package io.syncline.sql;

import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;
import io.syncline.core.adapter.jdbc.SqlFailureKind;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;

/**
 * What went wrong: by the number of the database's own error (its manual), where that says more than the SQL state.
 *
 * @param kind the kind of the fault
 * @param cause the exception of the driver
 */
record SqlFault(SqlFailureKind kind, SQLException cause) {

    /** Errors of databases that give no telling state: MySQL, SQL Server, Oracle. */
    private static final Map<Integer, SqlFailureKind> NUMBERS = Map.ofEntries(
            Map.entry(1044, SqlFailureKind.DENIED),
            Map.entry(1142, SqlFailureKind.DENIED),
            Map.entry(1143, SqlFailureKind.DENIED),
            Map.entry(229, SqlFailureKind.DENIED),
            Map.entry(230, SqlFailureKind.DENIED),
            Map.entry(1031, SqlFailureKind.DENIED),
            Map.entry(1049, SqlFailureKind.NO_DATABASE),
            Map.entry(4060, SqlFailureKind.NO_DATABASE),
            Map.entry(208, SqlFailureKind.NO_TABLE),
            Map.entry(942, SqlFailureKind.NO_TABLE),
            Map.entry(207, SqlFailureKind.NO_COLUMN),
            Map.entry(904, SqlFailureKind.NO_COLUMN),
            Map.entry(1054, SqlFailureKind.NO_COLUMN),
            Map.entry(18456, SqlFailureKind.LOGIN),
            Map.entry(1017, SqlFailureKind.LOGIN),
            Map.entry(1205, SqlFailureKind.BUSY),
            Map.entry(1969, SqlFailureKind.TIMEOUT),
            Map.entry(3024, SqlFailureKind.TIMEOUT));

    /** Errors about values, whose messages repeat them: SQL Server, Oracle, MySQL. */
    private static final Set<Integer> OF_VALUES = Set.of(
            220, 235, 241, 242, 244, 245, 248, 293, 295, 296, 517, 8114, 8115, 8134, 9420, 13609, //
            1426, 1476, 1722, 1830, 1841, 1843, 1847, 1858, 1861, 6502, 40441, //
            1292, 1365, 1366, 1411, 1525, 1690, 3140, 3141);

    static SqlFault of(SQLException cause) {
        return new SqlFault(kindOf(cause), cause);
    }

    private static SqlFailureKind kindOf(SQLException cause) {
        String message = String.valueOf(cause.getMessage());
        if (cause.getSQLState() == null && message.contains("SQLITE_")) {
            return ofSqlite(message);
        }
        SqlFailureKind bySqlState = SqlFailureKind.of(cause);
        return OF_VALUES.contains(cause.getErrorCode())
                ? SqlFailureKind.DATA
                : NUMBERS.getOrDefault(cause.getErrorCode(), bySqlState);
    }

    private static SqlFailureKind ofSqlite(String message) {
        if (message.contains("SQLITE_BUSY") || message.contains("SQLITE_LOCKED") || message.contains("SQLITE_IOERR")) {
            return SqlFailureKind.BUSY;
        }
        if (message.contains("SQLITE_CANTOPEN") || message.contains("SQLITE_NOTADB")) {
            return SqlFailureKind.NO_DATABASE;
        }
        if (message.contains("SQLITE_INTERRUPT")) {
            return SqlFailureKind.TIMEOUT;
        }
        return message.contains("no such table")
                ? SqlFailureKind.NO_TABLE
                : message.contains("no such column") ? SqlFailureKind.NO_COLUMN : SqlFailureKind.OTHER;
    }

    /** The failure of the port. */
    SyncException failure(String what, SqlLogin login) {
        String message = "Could not " + what + ": " + reason() + ". " + advice(login);
        if (kind.isTransient()) {
            return new TransientException(message, cause);
        }
        return kind == SqlFailureKind.DATA
                ? new SetupException(message) // the driver's message would be in the stack trace
                : new SetupException(message, cause);
    }

    /** The driver's message, in one line; where it may repeat values of rows, the state alone. */
    String reason() {
        if (kind == SqlFailureKind.DATA) {
            String state = SqlFailureKind.state(cause);
            return "an expression fails for the values of a row"
                    + (state.isEmpty() ? "" : " (SQL state " + state + ")");
        }
        return SqlFailureKind.reason(cause);
    }

    private String advice(SqlLogin login) {
        return switch (kind) {
            case CONNECTION, UNKNOWN -> "Check that the server is running and reachable";
            case BUSY -> "The server is busy; retrying";
            case TIMEOUT ->
                "Raise 'statement-timeout' (" + login.statementTimeout().toSeconds()
                        + " s), make the statement faster with an index, or end the transaction that locks the table";
            case LOGIN -> "Check 'username' and 'password'";
            case DENIED -> "Grant SELECT to " + login.user();
            case READ_ONLY -> "A query must not write, nor call a function that does";
            case DISK_FULL -> "The disk of the server is full; free space, or let it sort less with an index";
            case NO_DATABASE -> "Check the database in 'url'";
            case NO_TABLE -> "Check 'table', with its schema, and that " + login.user() + " may read it";
            case NO_COLUMN -> "Check the columns that the model names, its query and its filter";
            case DATA -> "Correct the query or the view, or leave such rows out with 'filter'";
            case LIMIT, OTHER -> "Check the configuration of the source and of the model";
        };
    }
}
