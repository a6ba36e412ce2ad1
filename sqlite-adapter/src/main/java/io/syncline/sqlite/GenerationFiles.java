package io.syncline.sqlite;

import io.syncline.api.failure.SetupException;
import io.syncline.core.port.embedding.EmbedderFingerprint;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.SourceContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * The files of the generations of an index. Those of the second one and later ones are beside the first file.
 *
 * @param first the file of the first generation, whose path people know
 */
record GenerationFiles(IndexFile first) {

    IndexFile file(int number) {
        return number == 1
                ? first
                : new IndexFile(first.path().resolveSibling(name(number)), first.busyTimeout(), first.schema());
    }

    /** What people call a generation: the name of its file. */
    String name(int number) {
        String name = String.valueOf(first.path().getFileName());
        int end = name.lastIndexOf('.');
        int stem = end > 0 ? end : name.length();
        return number == 1 ? name : name.substring(0, stem) + "-g" + number + name.substring(stem);
    }

    /** Deletes a file with what SQLite keeps beside it, if it is there. */
    void delete(int number) {
        Path path = file(number).path();
        try {
            for (String suffix : List.of("", "-wal", "-shm")) {
                Files.deleteIfExists(path.resolveSibling(name(number) + suffix));
            }
        } catch (IOException e) {
            throw new SetupException(
                    "Could not delete " + path + ": " + e + ". Check the owner and the permissions", e);
        }
    }

    /** The embedder of the vectors in a file; empty until it is prepared. */
    static Optional<EmbedderFingerprint> embedder(IndexFile file) {
        return read(file, IndexEmbedder::find);
    }

    /** The models that have points in a file, ordered by source and name. */
    static List<ModelKey> models(IndexFile file) {
        return read(file, connection -> new SourceRows(connection).contents()).stream()
                .map(SourceContent::key)
                .toList();
    }

    static <T> T read(IndexFile file, Database.Work<T> work) {
        try (Database opened = new Database(file)) {
            return opened.read("read the index", work);
        }
    }

    /** Gives the space of dropped points of the first file back. */
    void shrink() {
        try (Connection connection = first.connect()) {
            Sql.run(connection, "VACUUM");
        } catch (SQLException e) {
            // Somebody else writes, or the disk is full: the space stays with the file, which uses it again.
            return;
        }
    }
}
