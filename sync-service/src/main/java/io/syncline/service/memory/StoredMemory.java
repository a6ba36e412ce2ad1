package io.syncline.service.memory;

import io.syncline.api.ModelName;
import io.syncline.api.failure.UnknownOutcomeException;
import io.syncline.core.port.SharedDocuments;
import io.syncline.core.port.metadata.VersionedDocument;
import io.syncline.service.schedule.ScheduledWork;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * A document for each model in the metadata store. What was read or written last is kept, so that work that no other process
 * has started costs one call.
 */
final class StoredMemory implements ScheduleMemory {

    /** An end that others overwrite so often is not worth more calls. */
    private static final int MOST_ATTEMPTS = 5;

    private final SharedDocuments documents;
    private final Supplier<String> scope;
    private final Map<ModelName, VersionedDocument> latest = new ConcurrentHashMap<>();

    StoredMemory(SharedDocuments documents, Supplier<String> scope) {
        this.documents = documents;
        this.scope = scope;
    }

    private String name(ModelName model) {
        return SharedName.of("schedule", scope.get(), model);
    }

    private VersionedDocument read(ModelName model) {
        VersionedDocument document = documents.document(name(model));
        latest.put(model, document);
        return document;
    }

    @Override
    public Optional<LastStart> last(ModelName model, ScheduledWork work) {
        return Starts.read(read(model).text()).last(work);
    }

    @Override
    public boolean claim(ModelName model, ScheduledWork work, Optional<LastStart> known, Instant now) {
        VersionedDocument before = Optional.ofNullable(latest.get(model)).orElseGet(() -> read(model));
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Starts starts = Starts.read(before.text());
            if (!starts.last(work).equals(known)) {
                return false;
            }
            if (replace(model, before, starts.with(work, new LastStart(now, false)))) {
                return true;
            }
            before = read(model); // another process has changed it, perhaps for other work
        }
        return false;
    }

    @Override
    public void ended(ModelName model, ScheduledWork work, Instant started) {
        VersionedDocument before = Optional.ofNullable(latest.get(model)).orElseGet(() -> read(model));
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Starts starts = Starts.read(before.text());
            Starts next = starts.ended(work, started);
            if (next.equals(starts) || replace(model, before, next)) {
                return;
            }
            before = read(model);
        }
    }

    /** What may have been written, because the answer was lost, counts as written if it is there. */
    private boolean replace(ModelName model, VersionedDocument before, Starts next) {
        String text = next.write();
        try {
            if (documents.compareAndSetDocument(name(model), before.revision(), text)) {
                latest.put(model, new VersionedDocument(before.revision() + 1, text));
                return true;
            }
            return false;
        } catch (UnknownOutcomeException unknown) {
            latest.remove(model);
            return read(model).text().equals(text);
        }
    }
}
