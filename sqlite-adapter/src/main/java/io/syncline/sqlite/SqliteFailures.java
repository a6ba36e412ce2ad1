package io.syncline.sqlite;

import io.syncline.api.failure.ReadOnlyStoreException;
import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;
import io.syncline.api.failure.UnknownOutcomeException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;

/**
 * Maps result codes of SQLite to the failures of the ports. A failed statement was rolled back; only a commit that failed
 * with an I/O error may have reached the disk.
 *
 * @param file the index file
 */
record SqliteFailures(Path file) {

    private static final int PRIMARY_CODE = 0xFF;

    /** The failure of anything but a commit. */
    SyncException of(String what, SQLException failure) {
        String problem = "Could not " + what + " in " + file + ": ";
        String detail = " (" + failure.getMessage() + ")";
        return switch (primary(failure)) {
            case SQLITE_BUSY, SQLITE_LOCKED ->
                new TransientException(
                        problem
                                + "it was locked by another writer for longer than the busy timeout (normally milliseconds);"
                                + " a suspended process may hold the lock" + detail,
                        failure);
            case SQLITE_INTERRUPT, SQLITE_NOMEM, SQLITE_PROTOCOL, SQLITE_SCHEMA ->
                new TransientException(problem + "SQLite could not complete the statement" + detail, failure);
            case SQLITE_IOERR -> new TransientException(problem + "disk I/O error" + detail, failure);
            case SQLITE_FULL -> new SetupException(problem + "the disk is full. Free disk space" + detail, failure);
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH ->
                new ReadOnlyStoreException(
                        problem + "it is not writable. Check owner and permissions" + detail, failure);
            case SQLITE_CANTOPEN ->
                new SetupException(
                        problem + "it cannot be opened. The file and its directory must be writable" + detail, failure);
            case SQLITE_NOTADB ->
                new SetupException(problem + "it is not a SQLite database. Use another path" + detail, failure);
            case SQLITE_CORRUPT, SQLITE_FORMAT ->
                new SetupException(
                        problem + "the file is corrupt. Restore a backup, or delete it and run a full sync" + detail,
                        failure);
            case SQLITE_TOOBIG ->
                new RejectedException(problem + "a text or payload exceeds the size limit of SQLite" + detail, failure);
            default -> new SetupException(problem + "SQLite error" + detail, failure);
        };
    }

    /** The failure of a commit. */
    SyncException ofCommit(String what, SQLException failure) {
        return primary(failure) == SQLiteErrorCode.SQLITE_IOERR
                ? new UnknownOutcomeException(
                        "Unknown whether this succeeded: " + what + " in " + file
                                + "; disk I/O error during the commit (" + failure.getMessage() + ")",
                        failure)
                : of(what, failure);
    }

    private static SQLiteErrorCode primary(SQLException failure) {
        return SQLiteErrorCode.getErrorCode(failure.getErrorCode() & PRIMARY_CODE);
    }
}
