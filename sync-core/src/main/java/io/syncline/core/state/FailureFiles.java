package io.syncline.core.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.syncline.api.FailedRecord;
import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.TransientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The failed records of a {@link FileMetadataStore}: a JSON file per model, in a folder beside the state file. */
final class FailureFiles {

    /** A change of the failed records of a model. */
    interface Change extends Consumer<NavigableMap<Long, FailedRecord>> {}

    private final Path folder;

    FailureFiles(StateFile file) {
        this.folder = StateFile.sibling(file.path(), ".failures");
    }

    NavigableMap<Long, FailedRecord> read(ModelName model) {
        Path path = path(model);
        NavigableMap<Long, FailedRecord> records = new TreeMap<>();
        try {
            for (JsonNode node : StateFile.json().readTree(Files.readAllBytes(path))) {
                FailedRecord failure = read(JsonFields.of(node));
                records.put(failure.id().value(), failure);
            }
            return records;
        } catch (NoSuchFileException e) {
            return records;
        } catch (com.fasterxml.jackson.core.JsonProcessingException | IllegalArgumentException | DateTimeException e) {
            throw new SetupException(
                    "The list of failed records " + path + " is damaged: " + e.getMessage()
                            + ". Remove it and run a full sync, which tries all records",
                    e);
        } catch (IOException e) {
            throw new TransientException("The list of failed records " + path + " cannot be read", e);
        }
    }

    void change(ModelName model, Change change) {
        NavigableMap<Long, FailedRecord> records = read(model);
        NavigableMap<Long, FailedRecord> changed = new TreeMap<>(records);
        change.accept(changed);
        if (changed.equals(records)) {
            return;
        }
        ArrayNode array = StateFile.json().createArrayNode();
        changed.values()
                .forEach(failure -> array.addObject()
                        .put("id", failure.id().value())
                        .put("reason", failure.reason())
                        .put("attempts", failure.attempts())
                        .put("first_failed_at", failure.firstFailedAt().toString())
                        .put("last_failed_at", failure.lastFailedAt().toString()));
        try {
            Files.createDirectories(folder);
            AtomicFile.replace(path(model), StateFile.json().writeValueAsBytes(array));
        } catch (IOException e) {
            throw new TransientException("The list of failed records " + path(model) + " cannot be written", e);
        }
    }

    private Path path(ModelName model) {
        return folder.resolve(model + ".json");
    }

    private static FailedRecord read(JsonFields fields) {
        return new FailedRecord(
                RecordId.of(fields.required("id", fields.count("id"))),
                fields.required("reason", fields.text("reason")),
                fields.count("attempts").orElse(1L).intValue(),
                fields.required("first_failed_at", fields.instant("first_failed_at")),
                fields.required("last_failed_at", fields.instant("last_failed_at")));
    }
}
