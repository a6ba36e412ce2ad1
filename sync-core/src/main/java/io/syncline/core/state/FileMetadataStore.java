package io.syncline.core.state;

import io.syncline.api.FailedRecord;
import io.syncline.api.RecordId;
import io.syncline.api.failure.LostRaceException;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.SharedDocuments;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.metadata.StateKey;
import io.syncline.core.port.metadata.VersionedDocument;
import io.syncline.core.port.metadata.VersionedState;
import io.syncline.core.port.record.Cursor;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A metadata store in a JSON file, {@code data/sync_metadata.json} by custom, that people and other tools can read:
 *
 * <pre>{@code
 * {"states": [{"source": "odoo:https://erp.example.com/production", "model": "res.partner",
 *   "sink": "0f1e2d3c4b5a", "sink_name": "data/syncline.db", "last_sync_timestamp": "2024-12-16T01:00:00Z",
 *   "last_max_write_date": "2024-12-16T00:45:00Z", "records_synced": 74952, "sync_duration_ms": 3600000}], "version": 2}
 * }</pre>
 *
 * <p>Syncline adds fields of its own and preserves fields that it does not know. Failed records and shared documents are
 * stored in files of their own, in folders beside it.
 *
 * <p>A file of version 1 has an object {@code models} with a state per model. They are read as states of
 * {@linkplain StateKey#unassigned unassigned} keys, and stay in the file as they are.
 *
 * <p>The file is replaced atomically, and the previous version is stored as {@code .bak}. A damaged file is an error,
 * and so is a missing one whose copy exists: the store never starts over silently.
 *
 * <p>Processes of one host may share the file; a lock file beside it excludes concurrent changes. Network file systems
 * are not safe for that. Thread-safe.
 */
public final class FileMetadataStore implements MetadataStore, SharedDocuments {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

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
     * Opens a store on the system's clock. A missing file and its folder are made with the first state.
     *
     * @param path the file
     * @return the store
     * @throws io.syncline.api.failure.SetupException if the file is damaged, or the path is that of a folder
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
     * @throws io.syncline.api.failure.SetupException if the file is damaged, or the path is that of a folder
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
     * @throws io.syncline.api.failure.SetupException if the file is damaged, or the path is that of a folder
     */
    public static FileMetadataStore open(Path path, InstantSource clock, Duration patience) {
        FileMetadataStore store = new FileMetadataStore(StateFile.open(path, patience), clock);
        store.keys();
        return store;
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public Set<StateKey> keys() {
        return file.read().keys();
    }

    @Override
    public VersionedState read(StateKey key) {
        return file.read().state(key);
    }

    @Override
    public boolean compareAndSet(StateKey key, long expectedRevision, ModelState next) {
        return file.locked(() -> {
            StateDocument document = file.read();
            if (document.state(key).revision() != expectedRevision) {
                return false;
            }
            document.put(key, expectedRevision + 1, next);
            file.replace(document);
            return true;
        });
    }

    /** A crash in the midst leaves the failed records under both keys, so that none is lost. */
    @Override
    public boolean move(StateKey from, long expectedRevision, long epoch, StateKey to) {
        return file.locked(() -> {
            StateDocument document = file.read();
            if (!document.has(from, expectedRevision, epoch) || document.keys().contains(to)) {
                return false;
            }
            failures.copy(from, to);
            document.move(from, to);
            file.replace(document);
            failures.remove(from);
            return true;
        });
    }

    /** A crash in the midst leaves the failed records, which a later run under the same key retries. */
    @Override
    public boolean remove(StateKey key, long expectedRevision, long epoch) {
        return file.locked(() -> {
            StateDocument document = file.read();
            if (!document.has(key, expectedRevision, epoch)) {
                return false;
            }
            document.remove(key);
            file.replace(document);
            failures.remove(key);
            return true;
        });
    }

    @Override
    public void putFailures(StateKey key, long epoch, Collection<FailedRecord> added) {
        NavigableMap<RecordId, FailedRecord> byId = new TreeMap<>();
        added.forEach(failure -> byId.put(failure.id(), failure));
        change(key, epoch, new FailureFiles.Change(byId, Set.of()));
    }

    @Override
    public void removeFailures(StateKey key, long epoch, Collection<RecordId> ids) {
        change(key, epoch, new FailureFiles.Change(new TreeMap<>(), Set.copyOf(ids)));
    }

    private void change(StateKey key, long epoch, FailureFiles.Change change) {
        file.locked(() -> {
            long newest = read(key).state().epoch();
            if (newest > epoch) {
                throw new LostRaceException("Failed records of " + key + " were not stored: another run has taken over"
                        + " (fencing token " + newest + " after " + epoch + ")");
            }
            failures.change(key, change);
            return newest;
        });
    }

    @Override
    public List<FailedRecord> failures(StateKey key, Cursor after, int limit) {
        return failures.list(key, after, limit);
    }

    @Override
    public Optional<FailedRecord> failure(StateKey key, RecordId id) {
        return failures.find(key, id);
    }

    @Override
    public long failureCount(StateKey key) {
        return failures.count(key);
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
