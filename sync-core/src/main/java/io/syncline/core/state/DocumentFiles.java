package io.syncline.core.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.TransientException;
import io.syncline.core.port.SharedDocuments;
import io.syncline.core.port.metadata.VersionedDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The shared documents of a {@link FileMetadataStore}: a JSON file for each, in a folder beside the state file. */
final class DocumentFiles {

    private final Path folder;

    DocumentFiles(StateFile file) {
        this.folder = StateFile.sibling(file.path(), ".documents");
    }

    VersionedDocument read(String name) {
        Path path = path(name);
        try {
            JsonFields fields = JsonFields.of(StateFile.json().readTree(Files.readAllBytes(path)));
            return new VersionedDocument(
                    fields.required("revision", fields.count("revision")),
                    fields.required("text", fields.text("text")));
        } catch (NoSuchFileException e) {
            return VersionedDocument.NONE;
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new SetupException(
                    "The shared document " + path + " is damaged: " + e.getMessage()
                            + ". Stop all processes that share it, then remove it",
                    e);
        } catch (IOException e) {
            throw new TransientException("The shared document " + path + " cannot be read", e);
        }
    }

    void replace(String name, VersionedDocument next) {
        ObjectNode object = StateFile.json().createObjectNode();
        object.put("revision", next.revision()).put("text", next.text());
        try {
            Files.createDirectories(folder);
            AtomicFile.replace(path(name), StateFile.json().writeValueAsBytes(object));
        } catch (IOException e) {
            throw new TransientException("The shared document " + path(name) + " cannot be written", e);
        }
    }

    private Path path(String name) {
        return folder.resolve(SharedDocuments.checked(name) + ".json");
    }
}
