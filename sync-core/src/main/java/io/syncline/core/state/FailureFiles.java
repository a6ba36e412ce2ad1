package io.syncline.core.state;

import com.fasterxml.jackson.core.JsonGenerator;
import io.syncline.api.FailedRecord;
import io.syncline.api.ModelName;
import io.syncline.api.failure.TransientException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The failed records of a {@link FileMetadataStore}: a JSON file per model, ascending by id, in a folder beside the state
 * file. Files are read and written one record after the other, so memory does not grow with them.
 */
final class FailureFiles {

    /**
     * A change of the failed records of a model.
     *
     * @param added new records, and what is known of others now, by id
     * @param removed ids to forget
     */
    record Change(NavigableMap<Long, FailedRecord> added, Set<Long> removed) {

        /** What becomes of a record; null if it goes. */
        @Nullable FailedRecord of(FailedRecord record) {
            long id = record.id().value();
            return removed.contains(id) ? null : added.getOrDefault(id, record);
        }
    }

    private final Path folder;

    FailureFiles(StateFile file) {
        this.folder = StateFile.sibling(file.path(), ".failures");
    }

    /** Records after an id, ascending. */
    List<FailedRecord> list(ModelName model, long after, int limit) {
        List<FailedRecord> page = new ArrayList<>();
        try (FailureReader reader = FailureReader.open(path(model))) {
            for (FailedRecord record = reader.next(); record != null; record = reader.next()) {
                if (record.id().value() > after) {
                    page.add(record);
                }
                if (page.size() == limit) {
                    break;
                }
            }
        }
        return List.copyOf(page);
    }

    long count(ModelName model) {
        long count = 0;
        try (FailureReader reader = FailureReader.open(path(model))) {
            while (reader.next() != null) {
                count++;
            }
        }
        return count;
    }

    /** Applies a change; the file stays as it is if that changes nothing. */
    void change(ModelName model, Change change) {
        Path path = path(model);
        if (!changes(path, change)) {
            return;
        }
        try {
            Files.createDirectories(folder);
            AtomicFile.replace(path, out -> merge(path, change, out));
        } catch (IOException e) {
            throw new TransientException("The list of failed records " + path + " cannot be written", e);
        }
    }

    private static boolean changes(Path path, Change change) {
        int same = 0;
        try (FailureReader reader = FailureReader.open(path)) {
            for (FailedRecord record = reader.next(); record != null; record = reader.next()) {
                if (!record.equals(change.of(record))) {
                    return true;
                }
                same += change.added().containsKey(record.id().value()) ? 1 : 0;
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
        json.writeNumberField("id", record.id().value());
        json.writeStringField("reason", record.reason());
        json.writeNumberField("attempts", record.attempts());
        json.writeStringField("first_failed_at", record.firstFailedAt().toString());
        json.writeStringField("last_failed_at", record.lastFailedAt().toString());
        json.writeEndObject();
    }

    private Path path(ModelName model) {
        return folder.resolve(model + ".json");
    }
}
