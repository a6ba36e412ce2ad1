package io.syncline.core.state;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.syncline.api.failure.ReadOnlyStoreException;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The JSON file of a {@link FileMetadataStore}: replaced atomically, changed under a lock. Thread-safe. */
final class StateFile {

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** What POSIX systems say of a file system that is mounted for reading. */
    private static final String READ_ONLY = "Read-only file system";

    private final Path path;
    private final StateLock lock;

    private StateFile(Path path, StateLock lock) {
        this.path = path;
        this.lock = lock;
    }

    static StateFile open(Path path, Duration patience) {
        Path absolute = path.toAbsolutePath().normalize();
        if (Files.isDirectory(absolute)) {
            throw unusable(absolute, new IOException("it is a folder"));
        }
        Path folder = AtomicFile.folder(absolute);
        for (Path above = folder; above != null; above = above.getParent()) {
            if (Files.exists(above) && !Files.isDirectory(above)) {
                throw unusable(absolute, new FileAlreadyExistsException(above.toString()));
            }
        }
        return new StateFile(absolute, new StateLock(absolute, patience));
    }

    /** The failure of a write: of the disk as it is, or one that may pass. */
    static SyncException unwritable(Path path, String what, IOException e) {
        if (e instanceof FileAlreadyExistsException) {
            return unusable(path, e);
        }
        boolean readOnly = e instanceof AccessDeniedException
                || (e instanceof FileSystemException system
                        && String.valueOf(system.getReason()).contains(READ_ONLY));
        return readOnly
                ? new ReadOnlyStoreException(
                        "The state file " + path + " cannot be " + what + ": " + reason(e)
                                + ". Use a path in a folder that this user may write to",
                        e)
                : new TransientException("The state file " + path + " cannot be " + what + ": " + reason(e), e);
    }

    private static SetupException unusable(Path path, IOException e) {
        return new SetupException(
                "The state file " + path + " cannot be used: " + reason(e)
                        + ". Use a path in a folder that this user may write to",
                e);
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
    StateDocument read() {
        requireOpen();
        JsonNode root = parse();
        return root == null ? StateDocument.empty() : checked(() -> document(root));
    }

    private StateDocument document(JsonNode root) {
        int version = StateDocument.version(root);
        if (version > StateDocument.VERSION) {
            throw new SetupException("The state file " + path + " has format version " + version
                    + "; this Syncline supports at most version " + StateDocument.VERSION
                    + ". Upgrade Syncline, or use another file");
        }
        return StateDocument.of(root);
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

    /** What the file holds, or the error that it is damaged. */
    private <T> T checked(Supplier<T> reading) {
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

    void replace(StateDocument document) {
        try {
            AtomicFile.replace(path, JSON.writeValueAsBytes(document.json()));
        } catch (IOException e) {
            throw unwritable(path, "written", e);
        }
    }

    static ObjectMapper json() {
        return JSON;
    }

    /** Does something while no other thread or process changes the file. */
    <T> T locked(Supplier<T> action) {
        return lock.held(action);
    }

    void requireOpen() {
        lock.requireOpen();
    }

    void close() {
        lock.close();
    }
}
