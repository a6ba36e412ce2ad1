package io.syncline.sqlite;

import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;
import io.syncline.api.failure.UnknownOutcomeException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;

/**
 * Classes SQLite's result codes by what is known after them. A statement that failed was rolled back; only a commit whose
 * writing failed may still have reached the disk.
 *
 * @param file the index file
 */
record Failures(Path file) {

    private static final int PRIMARY_CODE = 0xFF;

    /** The failure of anything but a commit. */
    SyncException of(String what, SQLException failure) {
        String problem = "Could not " + what + " in " + file + ": ";
        String detail = " (" + failure.getMessage() + ")";
        return switch (primary(failure)) {
            case SQLITE_BUSY, SQLITE_LOCKED ->
                new TransientException(
                        problem + "another process kept it locked for longer than the busy timeout" + detail, failure);
            case SQLITE_INTERRUPT, SQLITE_NOMEM, SQLITE_PROTOCOL, SQLITE_SCHEMA ->
                new TransientException(problem + "SQLite gave up" + detail, failure);
            case SQLITE_IOERR -> new TransientException(problem + "the disk failed" + detail, failure);
            case SQLITE_FULL -> new SetupException(problem + "the disk is full. Free some space" + detail, failure);
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH ->
                new SetupException(problem + "it may not be written. Check owner and permissions" + detail, failure);
            case SQLITE_CANTOPEN ->
                new SetupException(
                        problem + "it cannot be opened. It must be a file, and it and its directory writable" + detail,
                        failure);
            case SQLITE_NOTADB ->
                new SetupException(problem + "it is not an SQLite database. Give another path" + detail, failure);
            case SQLITE_CORRUPT, SQLITE_FORMAT ->
                new SetupException(
                        problem + "the file is damaged. Restore a copy, or delete it and sync anew" + detail, failure);
            case SQLITE_TOOBIG ->
                new RejectedException(problem + "a text or payload is too large for SQLite" + detail, failure);
            default -> new SetupException(problem + "SQLite refused" + detail, failure);
        };
    }

    /** The failure of a commit. */
    SyncException ofCommit(String what, SQLException failure) {
        return primary(failure) == SQLiteErrorCode.SQLITE_IOERR
                ? new UnknownOutcomeException(
                        "Could not tell whether to " + what + " in " + file + " succeeded: the disk failed ("
                                + failure.getMessage() + ")",
                        failure)
                : of(what, failure);
    }

    private static SQLiteErrorCode primary(SQLException failure) {
        return SQLiteErrorCode.getErrorCode(failure.getErrorCode() & PRIMARY_CODE);
    }
}
