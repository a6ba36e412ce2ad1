package io.syncline.core.adapter.jdbc;

import io.syncline.api.failure.ReadOnlyStoreException;
import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;
import io.syncline.api.failure.UnknownOutcomeException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;

/**
 * Failures of a store in PostgreSQL.
 *
 * @param place for messages, as in "Could not store 3 records in PLACE"
 * @param advice what to do after a failure with a SQL state, as a sentence without its full stop; empty for the usual advice
 */
public record StoreFailures(String place, Function<String, Optional<String>> advice) implements SqlFailures {

    @Override
    public SyncException of(String what, SQLException failure) {
        SqlFailureKind kind = SqlFailureKind.of(failure);
        String message = "Could not " + what + " in " + place + ": " + SqlFailureKind.reason(failure);
        if (kind.isTransient()) {
            return new TransientException(message, failure);
        }
        return switch (kind) {
            case DATA, LIMIT -> new RejectedException(message, failure);
            case READ_ONLY, DENIED -> new ReadOnlyStoreException(message + ". " + next(failure), failure);
            default -> new SetupException(message + ". " + next(failure), failure);
        };
    }

    @Override
    public SyncException ofCommit(String what, SQLException failure) {
        return SqlFailureKind.of(failure).leavesCommitOpen()
                ? new UnknownOutcomeException(
                        "Unknown whether this succeeded: " + what + " in " + place
                                + "; the commit was not acknowledged: " + SqlFailureKind.reason(failure),
                        failure)
                : of(what, failure);
    }

    private String next(SQLException failure) {
        String state = SqlFailureKind.state(failure);
        return advice.apply(state).orElseGet(() -> usual(state, SqlFailureKind.of(failure)));
    }

    private static String usual(String state, SqlFailureKind kind) {
        return switch (kind) {
            case READ_ONLY -> "The server accepts no writes; connect to the primary, not to a replica or standby";
            case DISK_FULL -> "The disk of the server is full; free space";
            case LOGIN -> "Check user name and password";
            case NO_DATABASE -> "Create the database, or use another one";
            default ->
                switch (state.length() < 2 ? "" : state.substring(0, 2)) {
                    case "3F" -> "Create the schema, or use another one";
                    case "25" -> "The server must accept writes; it may be a replica";
                    case "XX" -> "The database is corrupt; restore a backup";
                    default -> "Check the server and its log";
                };
        };
    }
}
