package io.syncline.core.text;

import io.syncline.core.port.vector.Payload;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The content of a record, ready to be embedded.
 *
 * @param chunks its text in chunks; none if the record has nothing to say
 * @param payload what is stored with each chunk
 * @param contentHash SHA-256 of text and payload, in 64 hexadecimal digits
 * @param lacking the fields that belong in it and that the source could not deliver, with the reason; empty if it is complete
 */
public record Document(List<Chunk> chunks, Payload payload, String contentHash, SortedMap<String, String> lacking) {

    /** Copies the list and the map. */
    public Document {
        chunks = List.copyOf(chunks);
        lacking = Collections.unmodifiableSortedMap(new TreeMap<>(lacking));
    }

    /**
     * A complete document.
     *
     * @param chunks its text in chunks; none if the record has nothing to say
     * @param payload what is stored with each chunk
     * @param contentHash SHA-256 of text and payload, in 64 hexadecimal digits
     */
    public Document(List<Chunk> chunks, Payload payload, String contentHash) {
        this(chunks, payload, contentHash, new TreeMap<>());
    }

    /** Whether the source delivered everything that belongs in it. */
    public boolean isComplete() {
        return lacking.isEmpty();
    }

    /** Whether the record has nothing to say, so that nothing of it is stored. */
    public boolean isEmpty() {
        return chunks.isEmpty();
    }
}
