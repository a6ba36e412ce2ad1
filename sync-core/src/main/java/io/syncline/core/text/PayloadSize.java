package io.syncline.core.text;

import io.syncline.api.failure.RejectedException;
import io.syncline.core.port.vector.Payload;
import java.util.List;
import java.util.Map;

/** Bounds what the points of one record take: each of its chunks carries the whole payload. */
final class PayloadSize {

    /** The most bytes that the payloads of all chunks of a record may take. */
    static final long MOST_BYTES = 32L << 20;

    private static final int BYTES_PER_NUMBER = 8;

    private PayloadSize() {}

    /**
     * Refuses a payload that is too large to be stored with each chunk.
     *
     * @param what the record, for the message
     * @throws RejectedException if all chunks together would carry more than {@link #MOST_BYTES}
     */
    static void check(String what, Payload payload, int chunks) {
        long each = bytes(payload.values());
        if (each * chunks > MOST_BYTES) {
            throw new RejectedException(what + " has a payload of " + each + " bytes, which each of its " + chunks
                    + " chunks would carry: " + each * chunks + " bytes in all, at most " + MOST_BYTES
                    + " are possible. Leave large fields out of the payload, or choose longer chunks");
        }
    }

    /** The size of names and texts in UTF-8, and of numbers. */
    static long bytes(Map<String, Object> values) {
        return values.entrySet().stream()
                .mapToLong(entry -> utf8(entry.getKey()) + bytes(entry.getValue()))
                .sum();
    }

    private static long bytes(Object value) {
        if (value instanceof String text) {
            return utf8(text);
        }
        if (value instanceof List<?> list) {
            return list.stream().mapToLong(PayloadSize::bytes).sum();
        }
        return BYTES_PER_NUMBER;
    }

    /** Counts without a copy. A surrogate counts two bytes, so a pair counts four. */
    private static long utf8(String text) {
        long bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                bytes += 1;
            } else {
                bytes += c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
            }
        }
        return bytes;
    }
}
