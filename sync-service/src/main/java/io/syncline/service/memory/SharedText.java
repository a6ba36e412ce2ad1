package io.syncline.service.memory;

import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.UnknownOutcomeException;
import io.syncline.core.port.SharedDocuments;
import io.syncline.core.port.metadata.VersionedDocument;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A shared document as this process knows it, for what may be lost: if the store fails, it is what was known last. Without
 * shared documents it is of this process only. Not thread-safe.
 */
final class SharedText {

    private static final Logger LOG = LoggerFactory.getLogger("io.syncline.service");
    private static final Duration READ_AGAIN = Duration.ofMinutes(1);
    private static final int MOST_ATTEMPTS = 5;

    private final Optional<SharedDocuments> documents;
    private final Supplier<String> name;
    private final LongSupplier nanos;
    private VersionedDocument document = VersionedDocument.NONE;
    private boolean tried;
    private long triedAt;

    SharedText(Optional<SharedDocuments> documents, Supplier<String> name, LongSupplier nanos) {
        this.documents = documents;
        this.name = name;
        this.nanos = nanos;
    }

    /** The text, at most a minute old. */
    String latest() {
        if (!tried || nanos.getAsLong() - triedAt > READ_AGAIN.toNanos()) {
            tried = true;
            triedAt = nanos.getAsLong();
            attempt(this::read);
        }
        return document.text();
    }

    /**
     * Changes the text, also if others have changed it meanwhile.
     *
     * @param change from the text as it is
     * @return whether it was changed; if not, the store failed
     */
    boolean change(UnaryOperator<String> change) {
        latest();
        for (int attempts = 0; attempts < MOST_ATTEMPTS; attempts++) {
            String next = change.apply(document.text());
            Optional<Boolean> replaced = attempt(() -> replace(next));
            if (replaced.isEmpty() || replaced.get()) {
                return replaced.isPresent();
            }
            if (attempt(this::read).isEmpty()) {
                return false;
            }
            if (document.text().equals(next)) {
                return true; // it was our change whose answer was lost
            }
        }
        return false;
    }

    private boolean read() {
        documents.ifPresent(store -> document = store.document(name.get()));
        return true;
    }

    private boolean replace(String next) {
        long revision = document.revision();
        try {
            if (documents.isEmpty() || documents.get().compareAndSetDocument(name.get(), revision, next)) {
                document = new VersionedDocument(revision + 1, next);
                return true;
            }
        } catch (UnknownOutcomeException unknown) {
            LOG.debug("A shared document may have been changed or not: {}", unknown.getMessage());
        }
        return false;
    }

    private static Optional<Boolean> attempt(Supplier<Boolean> call) {
        try {
            return Optional.of(call.get());
        } catch (SyncException e) {
            LOG.debug("A shared document cannot be read or changed: {}", e.getMessage());
            return Optional.empty();
        }
    }
}
