package io.syncline.qdrant;

import io.syncline.api.RecordId;
import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.TransientException;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.ToLongFunction;

/**
 * The records with texts as ids that are being written. Two with the same hash are never written concurrently: the second
 * write sees what the first one has stored, and is refused then. Thread-safe.
 */
final class TextWrites {

    private final ConcurrentMap<Place, RecordId> running = new ConcurrentHashMap<>();
    private final ToLongFunction<RecordId> hash;

    /**
     * Creates it.
     *
     * @param hash the bits of a text that its points share
     */
    TextWrites(ToLongFunction<RecordId> hash) {
        this.hash = hash;
    }

    /** Runs a write, unless another one is running to the points of some record of it. */
    void guard(ModelKey key, List<EmbeddedDocument> documents, Runnable write) {
        Map<Place, RecordId> places = places(key, documents);
        List<Place> begun = new ArrayList<>();
        try {
            places.forEach((place, record) -> {
                RecordId other = running.putIfAbsent(place, record);
                if (other != null) {
                    throw new TransientException(
                            "Record " + record + " of " + key + " was not stored: record " + other
                                    + ", whose points have the same ids, is being written",
                            null);
                }
                begun.add(place);
            });
            write.run();
        } finally {
            begun.forEach(running::remove);
        }
    }

    private Map<Place, RecordId> places(ModelKey key, List<EmbeddedDocument> documents) {
        Map<Place, RecordId> places = new HashMap<>();
        for (EmbeddedDocument document : documents) {
            RecordId record = document.id();
            RecordId other =
                    record.isNumber() ? null : places.putIfAbsent(new Place(key, hash.applyAsLong(record)), record);
            if (other != null && !other.equals(record)) {
                throw new RejectedException("Records " + other + " and " + record + " of " + key
                        + " cannot both be stored in Qdrant: their points would have the same ids. Change the id of one"
                        + " of them in the source");
            }
        }
        return places;
    }

    /**
     * Where the points of texts with the same hash are.
     *
     * @param key the model
     * @param bits the hash
     */
    private record Place(ModelKey key, long bits) {}
}
