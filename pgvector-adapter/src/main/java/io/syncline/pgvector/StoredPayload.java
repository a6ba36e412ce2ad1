package io.syncline.pgvector;

import io.syncline.core.adapter.jdbc.PostgresNames;
import io.syncline.core.adapter.sink.PayloadJson;
import io.syncline.core.port.vector.Payload;

/** Payloads in a column that keeps JSON as it is. PostgreSQL refuses the character U+0000 there too, even if it is escaped. */
final class StoredPayload {

    /** An escaped NUL after an even number of backslashes, which are escaped themselves. */
    private static final String ESCAPED_NUL = "(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000";

    private StoredPayload() {}

    static String write(Payload payload) {
        String json = PayloadJson.write(payload);
        return json.contains("\\u0000") ? json.replaceAll(ESCAPED_NUL, "$1" + PostgresNames.storable("\0")) : json;
    }

    /** A text in quotes, as JSON and its paths have it. */
    static String quoted(String text) {
        return PayloadJson.quoted(PostgresNames.storable(text));
    }

    static Payload read(String json) {
        return PayloadJson.read(json, "collection", "Delete the row, and run a full sync");
    }
}
