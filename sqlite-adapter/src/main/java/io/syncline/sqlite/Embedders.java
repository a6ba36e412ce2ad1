package io.syncline.sqlite;

import io.syncline.api.failure.SetupException;
import io.syncline.core.port.embedding.EmbedderFingerprint;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Whose vectors an index holds: those of one embedder. */
final class Embedders {

    private Embedders() {}

    /** The embedder, or empty if the index was never prepared. */
    static Optional<EmbedderFingerprint> find(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                        Sql.prepare(connection, "SELECT provider, model, dimension, variant FROM embedder");
                ResultSet row = statement.executeQuery()) {
            return row.next()
                    ? Optional.of(new EmbedderFingerprint(
                            row.getString(1), row.getString(2), row.getInt(3), row.getString(4)))
                    : Optional.empty();
        }
    }

    /** Numbers per vector; 0 if the index was never prepared. */
    static long dimension(Connection connection) throws SQLException {
        return Sql.number(connection, "SELECT dimension FROM embedder");
    }

    /** Records the embedder of an index that has none, and tells which one it has then. */
    static EmbedderFingerprint claim(Connection connection, EmbedderFingerprint wanted) throws SQLException {
        Sql.update(
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
            throw new SetupException(
                    "The index " + index + " holds vectors of " + found + ", which do not compare with those of "
                            + wanted + ". Give another path, or delete the index and sync anew");
        }
    }
}
