package io.syncline.core.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncline.api.FailedRecord;
import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.failure.LostRaceException;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.SharedDocuments;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.metadata.VersionedDocument;
import io.syncline.core.port.metadata.VersionedState;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A metadata store in a JSON file, {@code data/sync_metadata.json} by custom, that people and other tools can read:
 *
 * <pre>{@code
 * {"models": {"res.partner": {"last_sync_timestamp": "2024-12-16T01:00:00Z",
 *   "last_max_write_date": "2024-12-16T00:45:00Z", "records_synced": 74952, "sync_duration_ms": 3600000}}, "version": 1}
 * }</pre>
 *
 * <p>A file with only these fields is read and used. Syncline adds fields of its own and preserves fields that it does
 * not know. Failed records and shared documents are stored in files of their own, in folders beside it.
 *
 * <p>The file is replaced atomically, and the previous version is stored as {@code .bak}. A damaged file is an error,
 * and so is a missing one whose copy exists: the store never starts over silently.
 *
 * <p>Processes of one host may share the file; a lock file beside it excludes concurrent changes. Network file systems
 * are not safe for that. Thread-safe.
 */
public final class FileMetadataStore implements MetadataStore, SharedDocuments {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String MODELS = "models";
    private static final String DURATION = "sync_duration_ms";
    private static final String REVISION = "revision";

    private final StateFile file;
    private final FailureFiles failures;
    private final DocumentFiles documents;
    private final InstantSource clock;

    private FileMetadataStore(StateFile file, InstantSource clock) {
        this.file = file;
        this.failures = new FailureFiles(file);
        this.documents = new DocumentFiles(file);
        this.clock = clock;
    }

    /**
     * Opens a store on the system's clock. A missing file is made with the first state, its folder now.
     *
     * @param path the file
     * @return the store
     * @throws io.syncline.api.failure.SetupException if the file is damaged or cannot be written
     */
    public static FileMetadataStore open(Path path) {
        return open(path, Clock.systemUTC());
    }

    /**
     * Opens a store on another clock.
     *
     * @param path the file
     * @param clock the source of {@link #now}
     * @return the store
     * @throws io.syncline.api.failure.SetupException if the file is damaged or cannot be written
     */
    public static FileMetadataStore open(Path path, InstantSource clock) {
        return open(path, clock, PATIENCE);
    }

    /**
     * Opens a store on another clock and with another patience.
     *
     * @param path the file
     * @param clock the source of {@link #now}
     * @param patience how long a change waits for the lock of the file; a change takes milliseconds, unless its process
     *     is stopped amid it. Then the change fails with a {@link io.syncline.api.failure.TransientException}. By default
     *     half a minute
     * @return the store
     * @throws io.syncline.api.failure.SetupException if the file is damaged or cannot be written
     */
    public static FileMetadataStore open(Path path, InstantSource clock, Duration patience) {
        FileMetadataStore store = new FileMetadataStore(StateFile.open(path, patience), clock);
        store.models().forEach(store::read);
        return store;
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public Set<ModelName> models() {
        Set<ModelName> models = new TreeSet<>();
        file.read()
                .path(MODELS)
                .fieldNames()
                .forEachRemaining(name -> models.add(file.checked(() -> ModelName.of(name))));
        return models;
    }

    @Override
    public VersionedState read(ModelName model) {
        return state(file.read(), model);
    }

    private VersionedState state(ObjectNode root, ModelName model) {
        JsonNode entry = root.path(MODELS).path(model.value());
        return entry.isMissingNode()
                ? new VersionedState(0, ModelState.NEW)
                : file.checked(() -> stored(JsonFields.of(entry)));
    }

    private static VersionedState stored(JsonFields fields) {
        Duration duration = Duration.ofMillis(fields.count(DURATION).orElse(0L));
        return new VersionedState(fields.count(REVISION).orElse(0L), StateJson.read(fields, duration));
    }

    @Override
    public boolean compareAndSet(ModelName model, long expectedRevision, ModelState next) {
        return file.locked(() -> {
            ObjectNode root = file.read();
            if (state(root, model).revision() != expectedRevision) {
                return false;
            }
            ObjectNode entry = root.withObject("/" + MODELS).withObject("/" + model);
            StateJson.write(
                    entry,
                    next,
                    object -> object.put(DURATION, next.syncDuration().toMillis()));
            entry.put(REVISION, expectedRevision + 1);
            file.replace(root);
            return true;
        });
    }

    @Override
    public void putFailures(ModelName model, long epoch, Collection<FailedRecord> added) {
        NavigableMap<Long, FailedRecord> byId = new TreeMap<>();
        added.forEach(failure -> byId.put(failure.id().value(), failure));
        change(model, epoch, new FailureFiles.Change(byId, Set.of()));
    }

    @Override
    public void removeFailures(ModelName model, long epoch, Collection<RecordId> ids) {
        Set<Long> removed = ids.stream().map(RecordId::value).collect(Collectors.toSet());
        change(model, epoch, new FailureFiles.Change(new TreeMap<>(), removed));
    }

    private void change(ModelName model, long epoch, FailureFiles.Change change) {
        file.locked(() -> {
            long newest = read(model).state().epoch();
            if (newest > epoch) {
                throw new LostRaceException(
                        "Failed records of " + model + " were not stored: another run has taken over"
                                + " (fencing token " + newest + " after " + epoch + ")");
            }
            failures.change(model, change);
            return newest;
        });
    }

    @Override
    public List<FailedRecord> failures(ModelName model, long after, int limit) {
        return failures.list(model, after, limit);
    }

    @Override
    public long failureCount(ModelName model) {
        return failures.count(model);
    }

    @Override
    public VersionedDocument document(String name) {
        file.requireOpen();
        return documents.read(name);
    }

    @Override
    public boolean compareAndSetDocument(String name, long expectedRevision, String next) {
        return file.locked(() -> {
            if (documents.read(name).revision() != expectedRevision) {
                return false;
            }
            documents.replace(name, new VersionedDocument(expectedRevision + 1, next));
            return true;
        });
    }

    @Override
    public void close() {
        file.close();
    }
}
