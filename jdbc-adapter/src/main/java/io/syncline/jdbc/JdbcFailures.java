package io.syncline.jdbc;

import io.syncline.api.failure.ReadOnlyStoreException;
import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;
import io.syncline.api.failure.UnknownOutcomeException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Locale;
import java.util.Set;

/**
 * Maps SQL states to the failures of the ports (PostgreSQL manual, appendix "PostgreSQL Error Codes"). A failed statement
 * was rolled back; only an unacknowledged commit may have been applied.
 */
final class JdbcFailures {

    private enum Kind {
        /** The connection or the server was lost. */
        CONNECTION,
        TRANSIENT,
        UNKNOWN,
        CONTENT,
        SETUP
    }

    /** A transaction that may only read, as on a standby, and a user without the right. */
    private static final Set<String> READ_ONLY = Set.of("25006", "42501");

    private JdbcFailures() {}

    /** The failure of anything but a commit. */
    static SyncException of(String what, SQLException failure) {
        String state = state(failure);
        String message = "Could not " + what + " in the database" + detail(state, failure);
        return switch (kind(state, failure)) {
            case CONNECTION, TRANSIENT, UNKNOWN -> new TransientException(message, failure);
            case CONTENT -> new RejectedException(message, failure);
            case SETUP ->
                READ_ONLY.contains(state)
                        ? new ReadOnlyStoreException(message + ". " + advice(state), failure)
                        : new SetupException(message + ". " + advice(state), failure);
        };
    }

    /** The failure of a commit. */
    static SyncException ofCommit(String what, SQLException failure) {
        String state = state(failure);
        return switch (kind(state, failure)) {
            case CONNECTION, UNKNOWN ->
                new UnknownOutcomeException(
                        "Unknown whether this succeeded: " + what + " in the database; the commit was not acknowledged"
                                + detail(state, failure),
                        failure);
            default -> of(what, failure);
        };
    }

    /** The first line: the driver appends details, which may hold values of rows. */
    private static String detail(String state, SQLException failure) {
        String reason = String.valueOf(failure.getMessage()).lines().findFirst().orElse("no reason given");
        return ": " + reason + (state.isEmpty() ? "" : " (SQL state " + state + ")");
    }

    /** Pools wrap the exception of the driver, and some do not copy its SQL state. */
    private static String state(SQLException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState().toUpperCase(Locale.ROOT);
            }
        }
        return "";
    }

    private static Kind kind(String state, SQLException failure) {
        if (state.length() != 5) {
            return kindByType(failure);
        }
        return switch (state) {
            case "40003" -> Kind.UNKNOWN;
            case "57P01", "57P02", "57P03", "57P05" -> Kind.CONNECTION;
            case "25P03", "55P03", "57014", "58030" -> Kind.TRANSIENT;
            default -> kindByClass(state.substring(0, 2), failure);
        };
    }

    private static Kind kindByClass(String stateClass, SQLException failure) {
        return switch (stateClass) {
            case "08" -> Kind.CONNECTION;
            case "40", "53" -> Kind.TRANSIENT;
            case "21", "22", "54" -> Kind.CONTENT;
            default -> kindByType(failure);
        };
    }

    private static Kind kindByType(SQLException failure) {
        if (failure instanceof SQLRecoverableException) {
            return Kind.CONNECTION;
        }
        // Pools throw this type when no connection becomes free; a cause with a SQL state takes precedence.
        return failure instanceof SQLTransientException && state(failure).isEmpty() ? Kind.TRANSIENT : Kind.SETUP;
    }

    private static String advice(String state) {
        if ("42P07".equals(state)) {
            return "Another application has a table of that name; use another prefix or schema";
        }
        return switch (state.length() == 5 ? state.substring(0, 2) : "") {
            case "28" -> "Check user name and password";
            case "3D" -> "Create the database, or use another one";
            case "3F" -> "Create the schema, or use another one";
            case "42" -> "Check that the user may use and create these tables";
            case "25" -> "The server must accept writes; it may be a standby";
            case "XX" -> "The database is corrupt; restore a backup";
            default -> "Check the server and its log";
        };
    }
}
