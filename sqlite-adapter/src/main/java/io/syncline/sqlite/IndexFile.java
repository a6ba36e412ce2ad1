package io.syncline.sqlite;

import io.syncline.api.failure.MissingStoreException;
import io.syncline.api.failure.ReadOnlyStoreException;
import io.syncline.api.failure.SetupException;
import io.syncline.core.adapter.NearestNames;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
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

    boolean exists() {
        return Files.exists(path);
    }

    /** What the system distinguishes the file by, whatever its name; null where the system does not say. */
    @Nullable Object key() {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        } catch (NoSuchFileException e) {
            throw missing();
        } catch (IOException e) {
            throw new SetupException("Could not open " + path + ": " + reason(e), e);
        }
    }

    /** The failure of reading or writing without a file, with the index that may have been meant. */
    MissingStoreException missing() {
        List<String> near = NearestNames.to(name(path), siblings(), 1);
        return new MissingStoreException("There is no index " + path + "."
                + (near.isEmpty() ? "" : " Did you mean '" + near.get(0) + "'?") + " Run a sync to create it");
    }

    private List<String> siblings() {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory(), "*.{db,sqlite,sqlite3}")) {
            files.forEach(file -> names.add(name(file)));
        } catch (IOException | DirectoryIteratorException e) {
            // There is no directory, or nothing in it can be suggested.
            return List.of();
        }
        return names;
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    /** Creates the file, unless another process has done so, and upgrades its schema. */
    void prepare() {
        if (!exists()) {
            create();
        }
        try {
            writer().close();
        } catch (SQLException e) {
            throw new SqliteFailures(path).of("open the index", e);
        }
    }

    /** Opens the file to read it as it is, also on a disk that cannot be written. */
    IndexSession reader() throws SQLException {
        return isWritable() ? reader(this::connect) : readerOfAReadOnlyDisk();
    }

    /** Opens the file to read it, and writes nothing beside it either. */
    IndexSession readerOfAReadOnlyDisk() throws SQLException {
        return reader(this::connectToRead);
    }

    private IndexSession reader(Connector connector) throws SQLException {
        return session(connector, (connection, version) -> {
            schema.presentAsCurrent(connection, version);
            return version;
        });
    }

    /** Opens the file to change it, and upgrades its schema. */
    IndexSession writer() throws SQLException {
        if (!isWritable()) {
            throw new ReadOnlyStoreException(
                    path
                            + " cannot be written: the file or its directory is read-only. Check the disk, the owner and the"
                            + " permissions",
                    null);
        }
        return session(this::connect, (connection, version) -> {
            WriterTurns.askOften(connection, busyTimeout);
            // A property of the file, so it is set only once the file is known to be an index.
            Sql.string(connection, "PRAGMA journal_mode = WAL");
            schema.upgrade(connection);
            return schema.version();
        });
    }

    private IndexSession session(Connector connector, Start start) throws SQLException {
        Object key = key();
        requireUsable();
        Connection connection = connector.connect();
        boolean done = false;
        try {
            IndexSession session =
                    new IndexSession(connection, start.on(connection, schema.check(connection, path)), key);
            done = true;
            return session;
        } finally {
            if (!done) {
                connection.close();
            }
        }
    }

    /** Adapts a new connection to a version of the schema, or the file to this release; returns the present version. */
    @FunctionalInterface
    private interface Start {
        int on(Connection connection, int version) throws SQLException;
    }

    /** Opens a connection. */
    @FunctionalInterface
    private interface Connector {
        Connection connect() throws SQLException;
    }

    /** SQLite writes a log and an index of it beside the file, also to read. */
    private boolean isWritable() {
        return Files.isWritable(path) && Files.isWritable(directory());
    }

    private void requireUsable() {
        try {
            if (Files.isRegularFile(path) && Files.size(path) == 0) {
                throw new SetupException(path + " is empty: it is not an index, or lost its content."
                        + " Restore a backup, or delete it to start over");
            }
        } catch (IOException e) {
            throw new SetupException("Could not open " + path + ": " + reason(e), e);
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

    /**
     * Opens the file without writing anything. Nobody can change it on a read-only disk, so SQLite needs no locks, and no
     * index of the log. A log with content cannot be read this way, and is not ignored.
     */
    private Connection connectToRead() throws SQLException {
        Path log = sibling("-wal");
        try {
            if (Files.exists(log) && Files.size(log) > 0) {
                throw new ReadOnlyStoreException(
                        path + " cannot be read where it cannot be written: " + log
                                + " has changes that are not in the file yet. Copy both to a disk that can be written",
                        null);
            }
        } catch (IOException e) {
            throw new SetupException("Could not open " + path + ": " + reason(e), e);
        }
        SQLiteConfig config = config();
        config.setReadOnly(true);
        return config.createConnection("jdbc:sqlite:" + path.toUri() + "?immutable=1");
    }

    /** Creates the file with its directory. Does nothing if another process creates it at the same time. */
    void create() {
        try {
            createFile();
        } catch (IOException e) {
            throw new SetupException("Could not create " + path + ": " + reason(e) + ". Check the directory", e);
        } catch (SQLException e) {
            throw new SqliteFailures(path).of("create the index", e);
        }
    }

    private void createFile() throws IOException, SQLException {
        Path directory = Files.createDirectories(directory());
        try (Workplace workplace = Workplace.in(directory)) {
            Path draft = workplace.file("index");
            try (Connection connection = connect(config(), draft)) {
                Sql.string(connection, "PRAGMA journal_mode = WAL");
                schema.create(connection);
            }
            setAside(sibling("-wal"), workplace.file("wal"));
            publish(draft);
            force(directory);
        }
    }

    private Path directory() {
        Path parent = path.getParent();
        if (parent == null) {
            throw new SetupException(path + " is a directory. Use the path of a file");
        }
        return parent;
    }

    /**
     * Removes the log of a file that was deleted without it, which SQLite would apply to the new file. If another process
     * has created the file meanwhile, the log may belong to that file, and is put back.
     */
    private void setAside(Path log, Path aside) throws IOException {
        if (Files.exists(log) && !exists()) {
            Files.move(log, aside, StandardCopyOption.ATOMIC_MOVE);
            if (exists()) {
                Files.move(aside, log, StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    private Path sibling(String suffix) {
        return directory().resolve(name(path) + suffix);
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
