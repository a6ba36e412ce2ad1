package io.syncline.jdbc;

import io.syncline.core.port.metadata.VersionedDocument;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The shared documents, one row each.
 *
 * @param name of the table
 */
record JdbcDocumentTable(String name) {

    VersionedDocument read(Connection connection, String document) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT revision, text FROM " + name + " WHERE name = ?")) {
            statement.setString(1, document);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? new VersionedDocument(rows.getLong(1), rows.getString(2)) : VersionedDocument.NONE;
            }
        }
    }

    boolean compareAndSet(Connection connection, String document, long expectedRevision, String next)
            throws SQLException {
        return expectedRevision == 0
                ? insert(connection, document, next)
                : update(connection, document, expectedRevision, next);
    }

    private boolean insert(Connection connection, String document, String next) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO " + name + " (name, revision, text) VALUES (?, 1, ?) ON CONFLICT DO NOTHING")) {
            statement.setString(1, document);
            statement.setString(2, next);
            return statement.executeUpdate() == 1;
        }
    }

    private boolean update(Connection connection, String document, long expectedRevision, String next)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "UPDATE " + name + " SET revision = revision + 1, text = ? WHERE name = ? AND revision = ?")) {
            statement.setString(1, next);
            statement.setString(2, document);
            statement.setLong(3, expectedRevision);
            return statement.executeUpdate() == 1;
        }
    }
}
