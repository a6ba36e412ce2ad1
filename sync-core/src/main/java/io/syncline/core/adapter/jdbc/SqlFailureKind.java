package io.syncline.core.adapter.jdbc;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a failed statement means, by its SQL state. A failed statement was rolled back; only a commit that was not acknowledged
 * may have been applied.
 */
public enum SqlFailureKind {
    /** The connection or the server was lost. */
    CONNECTION,
    /** The server is overloaded, waited for a lock, or ended the transaction in favour of another one. */
    BUSY,
    /** The statement took longer than it may. */
    TIMEOUT,
    /** The server does not know whether it was applied. */
    UNKNOWN,
    /** A value does not fit. */
    DATA,
    /** A limit of the server that no waiting changes, such as the size of a row. */
    LIMIT,
    /** Wrong user or password. */
    LOGIN,
    /** The user lacks a right. */
    DENIED,
    /** The server only reads, as a replica does. */
    READ_ONLY,
    /** The disk of the server is full. */
    DISK_FULL,
    /** There is no such database. */
    NO_DATABASE,
    /** There is no such table. */
    NO_TABLE,
    /** There is no such column. */
    NO_COLUMN,
    /** Anything else: somebody has to look. */
    OTHER;

    /** PostgreSQL manual, appendix "PostgreSQL Error Codes", and the states that other drivers give. */
    private static final Map<String, SqlFailureKind> STATES = Map.ofEntries(
            Map.entry("25006", READ_ONLY),
            // the server ended the session of an idle transaction
            Map.entry("25P03", CONNECTION),
            Map.entry("3D000", NO_DATABASE),
            Map.entry("40003", UNKNOWN),
            Map.entry("42501", DENIED),
            Map.entry("42703", NO_COLUMN),
            Map.entry("42P01", NO_TABLE),
            Map.entry("42S02", NO_TABLE),
            Map.entry("42S22", NO_COLUMN),
            Map.entry("53100", DISK_FULL),
            Map.entry("55P03", BUSY),
            Map.entry("57014", TIMEOUT),
            Map.entry("57P01", CONNECTION),
            Map.entry("57P02", CONNECTION),
            Map.entry("57P03", CONNECTION),
            Map.entry("57P05", CONNECTION),
            Map.entry("58030", BUSY),
            Map.entry("70100", TIMEOUT),
            Map.entry("HYT00", TIMEOUT),
            Map.entry("S0002", NO_TABLE));

    private static final Map<String, SqlFailureKind> CLASSES =
            Map.of("08", CONNECTION, "21", DATA, "22", DATA, "28", LOGIN, "40", BUSY, "53", BUSY, "54", LIMIT);

    private static final int STATE_LENGTH = 5;

    /**
     * The kind of a failure.
     *
     * @param failure as the driver or a pool has thrown it
     */
    public static SqlFailureKind of(SQLException failure) {
        String state = state(failure);
        if (state.length() != STATE_LENGTH) {
            return ofType(failure);
        }
        return Optional.ofNullable(STATES.get(state))
                .or(() -> Optional.ofNullable(CLASSES.get(state.substring(0, 2))))
                .orElseGet(() -> ofType(failure));
    }

    /**
     * The SQL state in upper case, or an empty text. Pools wrap the exception of the driver, and some do not copy its state.
     *
     * @param failure as the driver or a pool has thrown it
     */
    public static String state(SQLException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState().toUpperCase(Locale.ROOT);
            }
        }
        return "";
    }

    /**
     * The reason for messages: the first line of the driver's message, with the state. Drivers append lines with details, which
     * may hold values of rows.
     *
     * @param failure as the driver or a pool has thrown it
     */
    public static String reason(SQLException failure) {
        String state = state(failure);
        String reason = String.valueOf(failure.getMessage()).lines().findFirst().orElse("no reason given");
        return reason + (state.isEmpty() ? "" : " (SQL state " + state + ")");
    }

    private static SqlFailureKind ofType(SQLException failure) {
        if (failure instanceof SQLRecoverableException || failure instanceof SQLNonTransientConnectionException) {
            return CONNECTION;
        }
        if (failure instanceof SQLTimeoutException) {
            return TIMEOUT;
        }
        // Pools throw this type whatever the reason was: the state of the cause takes precedence.
        return failure instanceof SQLTransientException && !hasCauseWithState(failure) ? BUSY : OTHER;
    }

    private static boolean hasCauseWithState(SQLException failure) {
        return failure.getCause() instanceof SQLException cause && !state(cause).isEmpty();
    }

    /** Whether it is over when the server can be reached again, or has less to do. */
    public boolean isTransient() {
        return this == CONNECTION || this == BUSY || this == TIMEOUT || this == UNKNOWN;
    }

    /** Whether a commit that fails so may have been applied. */
    public boolean leavesCommitOpen() {
        return this == CONNECTION || this == UNKNOWN;
    }
}
