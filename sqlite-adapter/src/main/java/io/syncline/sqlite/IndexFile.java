package io.syncline.sqlite;

import io.syncline.api.failure.SetupException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteOpenMode;

/**
 * An index file and how it is opened.
 *
 * <p>A new file is completed under a temporary name and then linked into place, so an existing file has all tables. An
 * empty file is therefore not a new one but one that lost its content, and is refused.
 *
 * @param path absolute
 * @param busyTimeout how long to wait for locks of other connections
 * @param schema the required schema
 */
record IndexFile(Path path, Duration busyTimeout, Schema schema) {

    /** Creates the file if it is missing; otherwise checks it and upgrades its schema. */
    void prepare() {
        SqliteFailures failures = new SqliteFailures(path);
        try {
            if (!Files.exists(path)) {
                create();
            }
            if (Files.isRegularFile(path) && Files.size(path) == 0) {
                throw new SetupException(path + " is empty: it is not an index, or lost its content."
                        + " Restore a backup, or delete it to start over");
            }
            if (!Files.isWritable(path)) {
                throw new SetupException(path + " is not writable. Check owner and permissions");
            }
            try (Connection connection = connect()) {
                schema.check(connection, path);
                // A property of the file, so it is set only once the file is known to be an index.
                Sql.string(connection, "PRAGMA journal_mode = WAL");
            }
        } catch (IOException e) {
            throw new SetupException("Could not create " + path + ": " + reason(e) + ". Check the directory", e);
        } catch (SQLException e) {
            throw failures.of("open the index", e);
        }
    }

    private static String reason(IOException e) {
        if (e instanceof FileAlreadyExistsException blocked) {
            return blocked.getFile() + " is a file, not a directory";
        }
        return e instanceof AccessDeniedException denied ? denied.getFile() + " is not writable" : e.toString();
    }

    /** Opens the file, which must exist. */
    Connection connect() throws SQLException {
        SQLiteConfig config = config();
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        return connect(config, path);
    }

    private void create() throws IOException, SQLException {
        Path directory = Files.createDirectories(directory());
        Path workplace = Files.createTempDirectory(directory, ".syncline-new-");
        Path draft = workplace.resolve("index");
        try {
            try (Connection connection = connect(config(), draft)) {
                Sql.string(connection, "PRAGMA journal_mode = WAL");
                schema.create(connection);
            }
            publish(draft);
            force(directory);
        } finally {
            Files.deleteIfExists(draft);
            Files.deleteIfExists(workplace);
        }
    }

    private Path directory() {
        Path parent = path.getParent();
        if (parent == null) {
            throw new SetupException(path + " is a directory. Use the path of a file");
        }
        return parent;
    }

    private void publish(Path draft) throws IOException {
        try {
            Files.createLink(path, draft);
        } catch (FileAlreadyExistsException e) {
            // Another process created the file first; that file is equivalent.
        } catch (UnsupportedOperationException | FileSystemException e) {
            // The file system has no links. Moving is safe unless two processes create the file at the same time.
            Files.move(draft, path);
        }
    }

    /** Makes the new name durable, on systems where a directory can be opened. */
    private static void force(Path directory) {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            return;
        }
    }

    private SQLiteConfig config() {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(Math.toIntExact(busyTimeout.toMillis()));
        config.setSynchronous(SynchronousMode.FULL);
        config.setGetGeneratedKeys(false);
        return config;
    }

    private static Connection connect(SQLiteConfig config, Path file) throws SQLException {
        // A URI, because the driver parses a question mark in a plain path as the start of parameters.
        return config.createConnection("jdbc:sqlite:" + file.toUri());
    }
}
