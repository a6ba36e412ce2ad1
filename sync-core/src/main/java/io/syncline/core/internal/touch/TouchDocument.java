package io.syncline.core.internal.touch;

import static io.syncline.core.internal.runtime.EngineLog.LOG;

import io.syncline.api.RecordId;
import io.syncline.api.failure.TransientException;
import io.syncline.api.failure.UnknownOutcomeException;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.SharedDocuments;
import io.syncline.core.port.metadata.StateKey;
import io.syncline.core.port.metadata.VersionedDocument;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The document of the touched records of a source, model and sink in the metadata store. Anybody may add to it; only the
 * holder of the lease removes what it has read. Blocks; thread-safe.
 */
public final class TouchDocument {

    private static final int MOST_ATTEMPTS = 100;
    private static final int NAME_BYTES = 20;

    private final SharedDocuments documents;
    private final StateKey key;
    private final String name;

    private TouchDocument(SharedDocuments documents, StateKey key) {
        this.documents = documents;
        this.key = key;
        this.name = name(key);
    }

    /** The document of a key, or empty if the store keeps no shared documents. */
    public static Optional<TouchDocument> in(MetadataStore store, StateKey key) {
        return store instanceof SharedDocuments documents
                ? Optional.of(new TouchDocument(documents, key))
                : Optional.empty();
    }

    /** Names of documents have no room for those of sources and sinks. */
    private static String name(StateKey key) {
        try {
            String all = key.source() + "\n" + key.model() + "\n" + key.sink();
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return "touched-" + HexFormat.of().formatHex(hash, 0, NAME_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /**
     * Adds records.
     *
     * @param now the time by the clock of the store
     */
    public void add(Collection<RecordId> ids, Instant now) {
        change(known -> known.plus(ids, now.getEpochSecond()));
    }

    /** What is waiting. */
    public TouchedRecords read() {
        return parsed(documents.document(name));
    }

    /** Removes what a run has read, and returns what is left. */
    public TouchedRecords settle(TouchedRecords read) {
        return change(known -> known.after(read));
    }

    /** Forgets all records. */
    public void clear() {
        change(known -> new TouchedRecords(known.next(), TouchedRecords.NONE.touches(), 0));
    }

    /** Moves the records to another key, also those that are touched meanwhile. What fails in between is done by the next call. */
    public void moveTo(TouchDocument target) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            TouchedRecords known = read();
            if (known.isEmpty()) {
                return;
            }
            target.change(
                    there -> known.isOverflowing() ? there.overflowing() : there.plus(known.ids(), known.latest()));
            change(now -> now.without(known));
        }
    }

    /** A change whose outcome is not known is made again, which is harmless. Returns its result. */
    private TouchedRecords change(UnaryOperator<TouchedRecords> change) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            VersionedDocument before = documents.document(name);
            TouchedRecords known = parsed(before);
            TouchedRecords next = change.apply(known);
            if (next.equals(known) || replaced(before.revision(), next)) {
                return next;
            }
        }
        throw new TransientException(
                "The touched records of " + key + " were changed by others " + MOST_ATTEMPTS
                        + " times in a row. Nothing was changed; retry",
                null);
    }

    private boolean replaced(long revision, TouchedRecords next) {
        try {
            return documents.compareAndSetDocument(name, revision, TouchFormat.write(next));
        } catch (UnknownOutcomeException unknown) {
            return false;
        }
    }

    /** Signals are hints, so what cannot be read counts as too many to keep; the next change replaces it. */
    private TouchedRecords parsed(VersionedDocument document) {
        try {
            return TouchFormat.read(document.text());
        } catch (IllegalArgumentException damaged) {
            LOG.warn(
                    "The touched records of {} in the metadata store cannot be read and are dropped: {}. They are damaged,"
                            + " or another version of Syncline wrote them",
                    key,
                    damaged.getMessage());
            return TouchedRecords.UNREADABLE;
        }
    }
}
