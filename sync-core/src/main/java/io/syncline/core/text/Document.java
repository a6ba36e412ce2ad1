package io.syncline.core.text;

import io.syncline.core.port.vector.Payload;
import java.util.List;

/**
 * The content of a record, ready to be embedded.
 *
 * @param chunks its text in chunks, at least one
 * @param payload what is stored with each chunk
 * @param contentHash SHA-256 of text and payload, in 64 hexadecimal digits
 */
public record Document(List<Chunk> chunks, Payload payload, String contentHash) {

    /** Copies the list. */
    public Document {
        chunks = List.copyOf(chunks);
    }
}
