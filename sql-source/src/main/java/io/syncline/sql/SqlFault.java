package io.syncline.sql;

import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What went wrong, by SQL state (SQL:2016, and the manuals of the databases) or the number of the database's own error.
 *
 * @param kind the kind of the fault
 * @param state the SQL state, or empty
 * @param cause the exception of the driver
 */
record SqlFault(Kind kind, String state, SQLException cause) {

    /** What is known of a fault. */
    enum Kind {
        /** The server cannot be reached, or the connection was lost. */
        CONNECTION,
        /** The server is overloaded, or ended the transaction in favour of another one. */
        BUSY,
        TIMEOUT,
        LOGIN,
        DENIED,
        NO_DATABASE,
        NO_TABLE,
        NO_COLUMN,
        /** A row has a value that an expression cannot work with. */
        DATA,
        SETUP
    }

    private static final Map<String, Kind> STATES = Map.ofEntries(
            Map.entry("42501", Kind.DENIED),
            Map.entry("42P01", Kind.NO_TABLE),
            Map.entry("42S02", Kind.NO_TABLE),
            Map.entry("S0002", Kind.NO_TABLE),
            Map.entry("42703", Kind.NO_COLUMN),
            Map.entry("42S22", Kind.NO_COLUMN),
            Map.entry("3D000", Kind.NO_DATABASE),
            Map.entry("57014", Kind.TIMEOUT),
            Map.entry("70100", Kind.TIMEOUT),
            Map.entry("HYT00", Kind.TIMEOUT),
            Map.entry("57P01", Kind.CONNECTION),
            Map.entry("57P02", Kind.CONNECTION),
            Map.entry("57P03", Kind.CONNECTION),
            Map.entry("57P05", Kind.CONNECTION),
            Map.entry("25P03", Kind.CONNECTION),
            Map.entry("55P03", Kind.BUSY),
            Map.entry("58030", Kind.BUSY));

    private static final Map<String, Kind> CLASSES = Map.of(
            "08",
            Kind.CONNECTION,
            "28",
            Kind.LOGIN,
            "40",
            Kind.BUSY,
            "53",
            Kind.BUSY,
            "21",
            Kind.DATA,
            "22",
            Kind.DATA);

    /** Errors of databases that give no telling state: MySQL, SQL Server, Oracle. */
    private static final Map<Integer, Kind> NUMBERS = Map.ofEntries(
            Map.entry(1044, Kind.DENIED),
            Map.entry(1142, Kind.DENIED),
            Map.entry(1143, Kind.DENIED),
            Map.entry(229, Kind.DENIED),
            Map.entry(230, Kind.DENIED),
            Map.entry(1031, Kind.DENIED),
            Map.entry(1049, Kind.NO_DATABASE),
            Map.entry(4060, Kind.NO_DATABASE),
            Map.entry(208, Kind.NO_TABLE),
            Map.entry(942, Kind.NO_TABLE),
            Map.entry(207, Kind.NO_COLUMN),
            Map.entry(904, Kind.NO_COLUMN),
            Map.entry(1054, Kind.NO_COLUMN),
            Map.entry(18456, Kind.LOGIN),
            Map.entry(1017, Kind.LOGIN),
            Map.entry(1205, Kind.BUSY),
            Map.entry(1969, Kind.TIMEOUT),
            Map.entry(3024, Kind.TIMEOUT));

    /** Errors about values, whose messages repeat them: SQL Server, Oracle, MySQL. */
    private static final Set<Integer> OF_VALUES = Set.of(
            220, 235, 241, 242, 244, 245, 248, 293, 295, 296, 517, 8114, 8115, 8134, 9420, 13609, //
            1426, 1476, 1722, 1830, 1841, 1843, 1847, 1858, 1861, 6502, 40441, //
            1292, 1365, 1366, 1411, 1525, 1690, 3140, 3141);

    static SqlFault of(SQLException cause) {
        String state = cause.getSQLState() == null ? "" : cause.getSQLState().toUpperCase(Locale.ROOT);
        return new SqlFault(kind(state, cause), state, cause);
    }

    private static Kind kind(String state, SQLException cause) {
        if (state.isEmpty() && cause.getMessage() != null && cause.getMessage().contains("SQLITE_")) {
            return ofSqlite(cause.getMessage());
        }
        if (STATES.containsKey(state)) {
            return STATES.get(state);
        }
        if (OF_VALUES.contains(cause.getErrorCode())) {
            return Kind.DATA;
        }
        if (NUMBERS.containsKey(cause.getErrorCode())) {
            return NUMBERS.get(cause.getErrorCode());
        }
        if (state.length() == 5 && CLASSES.containsKey(state.substring(0, 2))) {
            return CLASSES.get(state.substring(0, 2));
        }
        if (cause instanceof SQLTimeoutException) {
            return Kind.TIMEOUT;
        }
        boolean connection =
                cause instanceof SQLRecoverableException || cause instanceof SQLNonTransientConnectionException;
        return connection ? Kind.CONNECTION : cause instanceof SQLTransientException ? Kind.BUSY : Kind.SETUP;
    }

    private static Kind ofSqlite(String message) {
        if (message.contains("SQLITE_BUSY") || message.contains("SQLITE_LOCKED") || message.contains("SQLITE_IOERR")) {
            return Kind.BUSY;
        }
        if (message.contains("SQLITE_CANTOPEN") || message.contains("SQLITE_NOTADB")) {
            return Kind.NO_DATABASE;
        }
        if (message.contains("SQLITE_INTERRUPT")) {
            return Kind.TIMEOUT;
        }
        return message.contains("no such table")
                ? Kind.NO_TABLE
                : message.contains("no such column") ? Kind.NO_COLUMN : Kind.SETUP;
    }

    /** The failure of the port. */
    SyncException failure(String what, SqlLogin login) {
        String message = "Could not " + what + ": " + reason() + ". " + advice(login);
        return switch (kind) {
            case CONNECTION, BUSY, TIMEOUT -> new TransientException(message, cause);
            case DATA -> new SetupException(message); // the driver's message would be in the stack trace
            default -> new SetupException(message, cause);
        };
    }

    /** The driver's message, in one line; where it may repeat values of rows, the state alone. */
    String reason() {
        String number = state.isEmpty() ? "" : " (SQL state " + state + ")";
        if (kind == Kind.DATA) {
            return "an expression fails for the values of a row" + number;
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("no reason given") + number;
    }

    private String advice(SqlLogin login) {
        return switch (kind) {
            case CONNECTION -> "Check that the server is running and reachable";
            case BUSY -> "The server is busy; it is asked again";
            case TIMEOUT ->
                "Raise 'statement-timeout' (" + login.statementTimeout().toSeconds()
                        + " s), or make the statement faster with an index";
            case LOGIN -> "Check 'username' and 'password'";
            case DENIED -> "Grant SELECT to " + login.user();
            case NO_DATABASE -> "Check the database in 'url'";
            case NO_TABLE -> "Check 'table', with its schema, and that " + login.user() + " may read it";
            case NO_COLUMN -> "Check the columns that the model names, its query and its filter";
            case DATA -> "Correct the query or the view, or leave such rows out with 'filter'";
            case SETUP -> "Check the configuration of the source and of the model";
        };
    }
}
