package io.syncline.server.internal.api;

import io.syncline.api.RecordId;

/** Ids of records as they are written in addresses: a number, or a text, which is in double quotes if it looks like a number. */
final class WrittenRecordId {

    private static final String QUOTE = "\"";

    private WrittenRecordId() {}

    /** Reads an id, or throws IllegalArgumentException if it is none. */
    static RecordId parse(String written) {
        boolean quoted = written.length() > 2 && written.startsWith(QUOTE) && written.endsWith(QUOTE);
        return quoted ? RecordId.of(written.substring(1, written.length() - 1)) : RecordId.parse(written);
    }
}
