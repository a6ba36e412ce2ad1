package io.syncline.sqlite;

import io.syncline.core.port.vector.SinkIdentity;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** Which index a file is: chosen at random when its tables were created, or migrated from an earlier release. */
final class IndexIdentity {

    private IndexIdentity() {}

    static SinkIdentity read(Connection connection, Path file) throws SQLException {
        return new SinkIdentity(id(connection), "file " + file);
    }

    private static String id(Connection connection) throws SQLException {
        return Sql.string(connection, "SELECT value FROM setting WHERE name = 'filling'");
    }

    /** Whether the file is still the index that somebody has opened. */
    static boolean is(Connection connection, String opened) throws SQLException {
        return id(connection).equals(opened);
    }
}
