package io.syncline.sqlite;

import io.syncline.api.failure.SetupException;
import io.syncline.core.adapter.jdbc.JdbcStatements;
import io.syncline.core.port.embedding.EmbedderFingerprint;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The embedder whose vectors an index stores; there is only one per index. */
final class IndexEmbedder {

    private IndexEmbedder() {}

    /** The embedder; empty until the index is prepared. */
    static Optional<EmbedderFingerprint> find(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                        JdbcStatements.prepare(connection, "SELECT provider, model, dimension, variant FROM embedder");
                ResultSet row = statement.executeQuery()) {
            return row.next()
                    ? Optional.of(new EmbedderFingerprint(
                            row.getString(1), row.getString(2), row.getInt(3), row.getString(4)))
                    : Optional.empty();
        }
    }

    /** The dimension of the vectors; 0 until the index is prepared. */
    static long dimension(Connection connection) throws SQLException {
        return JdbcStatements.number(connection, "SELECT dimension FROM embedder");
    }

    /** Records the embedder unless the index has one already, and returns the embedder of the index. */
    static EmbedderFingerprint claim(Connection connection, EmbedderFingerprint wanted) throws SQLException {
        JdbcStatements.update(
                connection,
                "INSERT INTO embedder VALUES (1, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                wanted.provider(),
                wanted.model(),
                wanted.dimension(),
                wanted.variant());
        return find(connection).orElse(wanted);
    }

    static void check(Path index, EmbedderFingerprint found, EmbedderFingerprint wanted) {
        if (!found.equals(wanted)) {
            throw new SetupException("The index " + index + " stores vectors of " + found
                    + ", which are not comparable with those of " + wanted
                    + ". If a reindex replaced the index, configure the embedder of the new one. To move to this embedder, run"
                    + " 'syncline reindex', use another path, or delete the index and run a full sync");
        }
    }
}
