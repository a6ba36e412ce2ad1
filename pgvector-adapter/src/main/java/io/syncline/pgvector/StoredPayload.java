package io.syncline.pgvector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.vector.Payload;
import java.util.Map;

/**
 * Texts and payloads in a form that PostgreSQL can store. It has no character U+0000; a replacement character takes its place.
 * Longs are written without a decimal point and doubles with one, so types survive in a column that keeps JSON as it is.
 */
final class StoredPayload {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .build();
    private static final ObjectReader READER = MAPPER.readerFor(new TypeReference<Map<String, Object>>() {});
    private static final ObjectWriter WRITER = MAPPER.writer();

    /** An escaped NUL after an even number of backslashes, which are escaped themselves. */
    private static final String ESCAPED_NUL = "(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000";

    private StoredPayload() {}

    /** A text without NULs. */
    static String storable(String text) {
        return text.replace('\0', '\uFFFD');
    }

    static String write(Payload payload) {
        try {
            String json = WRITER.writeValueAsString(payload.values());
            return json.contains("\\u0000") ? json.replaceAll(ESCAPED_NUL, "$1\uFFFD") : json;
        } catch (JsonProcessingException e) {
            throw new AssertionError("Every payload can be written as JSON", e);
        }
    }

    static Payload read(String json) {
        try {
            return Payload.of(READER.<Map<String, Object>>readValue(json));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new SetupException(
                    "The collection is corrupt: unreadable payload (" + e.getMessage()
                            + "). Delete the row, and run a full sync",
                    e);
        }
    }
}
