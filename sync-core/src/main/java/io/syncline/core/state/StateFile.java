package io.syncline.core.state;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.TransientException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The JSON file of a {@link FileMetadataStore}: replaced atomically, changed under a lock. Thread-safe. */
final class StateFile {

    private static final int VERSION = 1;
    private static final long LOCK_POLL_NANOS = 500_000;
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Path path;
    private final Duration patience;
    private final ReentrantLock lock = new ReentrantLock();
    private FileChannel lockChannel;
    private volatile boolean closed;

    private StateFile(Path path, Duration patience, FileChannel lockChannel) {
        this.path = path;
        this.patience = patience;
        this.lockChannel = lockChannel;
    }

    static StateFile open(Path path, Duration patience) {
        Path absolute = path.toAbsolutePath().normalize();
        try {
            Files.createDirectories(AtomicFile.folder(absolute));
            if (Files.isDirectory(absolute)) {
                throw new IOException("it is a folder");
            }
            if (Files.exists(absolute) && !Files.isWritable(absolute)) {
                throw new IOException("it is not writable");
            }
            return new StateFile(absolute, patience, openLock(absolute));
        } catch (IOException e) {
            throw new SetupException(
                    "The state file " + absolute + " cannot be used: " + reason(e)
                            + ". Use a path in a folder that this user may write to",
                    e);
        }
    }

    private static FileChannel openLock(Path path) throws IOException {
        return FileChannel.open(sibling(path, ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    static String reason(IOException e) {
        if (e instanceof FileAlreadyExistsException blocked) {
            return blocked.getFile() + " is a file, not a folder";
        }
        if (e instanceof AccessDeniedException denied) {
            return denied.getFile() + " is not readable and writable";
        }
        return e.getClass() == IOException.class
                ? String.valueOf(e.getMessage())
                : e.getClass().getSimpleName() + " " + e.getMessage();
    }

    Path path() {
        return path;
    }

    static Path sibling(Path path, String suffix) {
        return AtomicFile.folder(path).resolve(path.getFileName() + suffix);
    }

    /** The whole document; an empty one if there never was a file. */
    ObjectNode read() {
        requireOpen();
        JsonNode root = parse();
        if (root == null) {
            return empty();
        }
        if (!(root instanceof ObjectNode document) || !root.path("models").isObject()) {
            throw damaged("it has no object \"models\"", null);
        }
        JsonNode version = root.path("version");
        if (!version.isInt()) {
            throw damaged("it has no number \"version\"", null);
        }
        if (version.intValue() != VERSION) {
            throw new SetupException("The state file " + path + " has format version " + version.intValue()
                    + "; this Syncline supports version " + VERSION + ". Upgrade Syncline, or use another file");
        }
        return document;
    }

    private @Nullable JsonNode parse() {
        try {
            byte[] bytes = Files.readAllBytes(path);
            return JSON.readTree(bytes);
        } catch (NoSuchFileException e) {
            if (Files.exists(sibling(path, AtomicFile.BACKUP))) {
                throw damaged("it is missing", e);
            }
            return null;
        } catch (JsonProcessingException e) {
            throw damaged(e.getOriginalMessage() + " in line " + e.getLocation().getLineNr(), e);
        } catch (IOException e) {
            throw new TransientException("The state file " + path + " cannot be read: " + reason(e), e);
        }
    }

    private static ObjectNode empty() {
        ObjectNode root = JSON.createObjectNode();
        root.putObject("models");
        return root.put("version", VERSION);
    }

    /** Whatever a part of the file means, or the error that it is damaged. */
    <T> T checked(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException | DateTimeException e) {
            throw damaged(String.valueOf(e.getMessage()), e);
        }
    }

    private SetupException damaged(String what, @Nullable Throwable cause) {
        Path backup = sibling(path, AtomicFile.BACKUP);
        String copy = Files.exists(backup)
                ? "Check the previous copy, " + backup + ", and restore it"
                : "Restore it from a backup";
        return new SetupException(
                "The state file " + path + " is damaged: " + what + ". " + copy
                        + "; or remove both to start over with a full sync",
                cause);
    }

    void replace(ObjectNode root) {
        try {
            AtomicFile.replace(path, JSON.writeValueAsBytes(root));
        } catch (IOException e) {
            throw new TransientException("The state file " + path + " cannot be written: " + reason(e), e);
        }
    }

    static ObjectMapper json() {
        return JSON;
    }

    /**
     * Runs an action while no other thread or process changes the file. An earlier interrupt is deferred until the
     * action has ended, because it would close the channels in use.
     */
    <T> T locked(Supplier<T> action) {
        lock.lock();
        boolean interrupted = Thread.interrupted();
        try {
            requireOpen();
            FileLock held = lockFile();
            try {
                return action.get();
            } finally {
                release(held);
            }
        } catch (IOException e) {
            throw new TransientException("The state file " + path + " cannot be locked: " + reason(e), e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            lock.unlock();
        }
    }

    /** Bounded: a process that is suspended while it holds the lock would block all others permanently. */
    private FileLock lockFile() throws IOException {
        long start = System.nanoTime();
        FileLock held = tryLock();
        while (held == null) {
            long waited = System.nanoTime() - start;
            if (Duration.ofNanos(waited).compareTo(patience) > 0) {
                throw new TransientException(
                        "The state file " + path + " has been locked by another process for " + patience.toMillis()
                                + " ms (normally milliseconds). It may be suspended: resume or end it, then retry",
                        null);
            }
            LockSupport.parkNanos(this, Math.max(LOCK_POLL_NANOS, waited / 100));
            if (Thread.currentThread().isInterrupted()) {
                throw new TransientException("Interrupted while waiting for the lock of the state file " + path, null);
            }
            held = tryLock();
        }
        return held;
    }

    /** Null while another has it, be it another process or another store of this one. */
    private @Nullable FileLock tryLock() throws IOException {
        if (!lockChannel.isOpen()) {
            // An interrupt has closed it.
            lockChannel = openLock(path);
        }
        try {
            return lockChannel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static void release(FileLock held) throws IOException {
        try {
            held.release();
        } catch (ClosedChannelException e) {
            // The lock went with its channel, and what it was for is done.
            return;
        }
    }

    void requireOpen() {
        if (closed) {
            throw new IllegalStateException("The store of " + path + " is closed");
        }
    }

    /** Closes under the lock: closing a file gives up whatever locks this process has on it, also through others. */
    void close() {
        if (closed) {
            return;
        }
        locked(() -> {
            closed = true;
            try {
                lockChannel.close();
            } catch (IOException e) {
                throw new TransientException("The lock of " + path + " cannot be closed: " + reason(e), e);
            }
            return path;
        });
    }
}
