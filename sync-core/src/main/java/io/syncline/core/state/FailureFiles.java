package io.syncline.core.state;

import com.fasterxml.jackson.core.JsonGenerator;
import io.syncline.api.FailedRecord;
import io.syncline.api.RecordId;
import io.syncline.api.failure.TransientException;
import io.syncline.core.port.metadata.StateKey;
import io.syncline.core.port.record.Cursor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The failed records of a {@link FileMetadataStore}: a JSON file per key, ascending by id, below a folder beside the state
 * file. Files are read and written one record after the other, so memory does not grow with them.
 */
final class FailureFiles {

    /**
     * A change of the failed records of a key.
     *
     * @param added new records, and what is known of others now, by id
     * @param removed ids to forget
     */
    record Change(NavigableMap<RecordId, FailedRecord> added, Set<RecordId> removed) {

        /** What becomes of a record; null if it goes. */
        @Nullable FailedRecord of(FailedRecord record) {
            RecordId id = record.id();
            return removed.contains(id) ? null : added.getOrDefault(id, record);
        }
    }

    private static final int HASH_BYTES = 10;

    private final Path folder;

    FailureFiles(StateFile file) {
        this.folder = StateFile.sibling(file.path(), ".failures");
    }

    /** Records after a position, ascending. */
    List<FailedRecord> list(StateKey key, Cursor after, int limit) {
        List<FailedRecord> page = new ArrayList<>();
        try (FailureReader reader = FailureReader.open(path(key))) {
            for (FailedRecord record = reader.next(); record != null; record = reader.next()) {
                if (after.isBefore(record.id())) {
                    page.add(record);
                }
                if (page.size() == limit) {
                    break;
                }
            }
        }
        return List.copyOf(page);
    }

    Optional<FailedRecord> find(StateKey key, RecordId id) {
        try (FailureReader reader = FailureReader.open(path(key))) {
            FailedRecord record = reader.next();
            while (record != null && record.id().compareTo(id) < 0) {
                record = reader.next();
            }
            return Optional.ofNullable(record).filter(found -> found.id().equals(id));
        }
    }

    long count(StateKey key) {
        long count = 0;
        try (FailureReader reader = FailureReader.open(path(key))) {
            while (reader.next() != null) {
                count++;
            }
        }
        return count;
    }

    /** Applies a change; the file stays as it is if that changes nothing. */
    void change(StateKey key, Change change) {
        Path path = path(key);
        if (!changes(path, change)) {
            return;
        }
        try {
            Files.createDirectories(AtomicFile.folder(path));
            AtomicFile.replace(path, out -> merge(path, change, out));
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    /** Makes the list of a key that of another one too. */
    void copy(StateKey from, StateKey to) {
        Path source = path(from);
        Path target = path(to);
        if (!Files.exists(source)) {
            remove(to);
            return;
        }
        try {
            Files.createDirectories(AtomicFile.folder(target));
            AtomicFile.replace(target, out -> Files.copy(source, out));
        } catch (IOException e) {
            throw unwritable(target, e);
        }
    }

    /** Removes the list of a key, with its copy. */
    void remove(StateKey key) {
        Path path = path(key);
        try {
            Files.deleteIfExists(path);
            Files.deleteIfExists(StateFile.sibling(path, AtomicFile.BACKUP));
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    private static TransientException unwritable(Path path, IOException e) {
        return new TransientException("The list of failed records " + path + " cannot be written", e);
    }

    private static boolean changes(Path path, Change change) {
        int same = 0;
        try (FailureReader reader = FailureReader.open(path)) {
            for (FailedRecord record = reader.next(); record != null; record = reader.next()) {
                if (!record.equals(change.of(record))) {
                    return true;
                }
                same += change.added().containsKey(record.id()) ? 1 : 0;
            }
        }
        return same < change.added().size();
    }

    private static void merge(Path path, Change change, OutputStream out) throws IOException {
        try (FailureReader old = FailureReader.open(path);
                JsonGenerator json = StateFile.json().createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET).useDefaultPrettyPrinter();
            json.writeStartArray();
            FailedRecord next = old.next();
            for (FailedRecord added : change.added().values()) {
                while (next != null && next.id().compareTo(added.id()) < 0) {
                    write(json, change.of(next));
                    next = old.next();
                }
                next = next != null && next.id().equals(added.id()) ? old.next() : next;
                write(json, added);
            }
            for (; next != null; next = old.next()) {
                write(json, change.of(next));
            }
            json.writeEndArray();
        }
    }

    private static void write(JsonGenerator json, @Nullable FailedRecord record) throws IOException {
        if (record == null) {
            return;
        }
        json.writeStartObject();
        if (record.id().isNumber()) {
            json.writeNumberField("id", record.id().number());
        } else {
            json.writeStringField("id", record.id().text());
        }
        json.writeStringField("reason", record.reason());
        json.writeNumberField("attempts", record.attempts());
        json.writeStringField("first_failed_at", record.firstFailedAt().toString());
        json.writeStringField("last_failed_at", record.lastFailedAt().toString());
        json.writeEndObject();
    }

    /** Names of sources have characters that names of files must not have, so folders are named by hashes. */
    private Path path(StateKey key) {
        Path parent = key.isUnassigned() ? folder : folder.resolve(hash(key.sink() + '\n' + key.source()));
        return parent.resolve(key.model() + ".json");
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }
}
