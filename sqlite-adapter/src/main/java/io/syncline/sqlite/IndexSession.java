package io.syncline.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A connection to an index file, and what was found there.
 *
 * @param connection the connection
 * @param version the version of the schema when it was opened
 * @param fileKey what the system distinguishes the file by, or null where it does not say
 */
record IndexSession(
        Connection connection, int version, @Nullable Object fileKey) {

    /** Whether the path still leads to the file of this connection, which may have been deleted or replaced. */
    boolean isOf(@Nullable Object presentKey) {
        return Objects.equals(fileKey, presentKey);
    }

    /** Closes the connection, which rolls an uncommitted transaction back. */
    void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // Nothing is lost: every commit was synchronised to disk.
            return;
        }
    }
}
