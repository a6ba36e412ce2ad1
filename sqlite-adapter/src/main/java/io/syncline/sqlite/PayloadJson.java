package io.syncline.sqlite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.vector.Payload;
import java.util.Map;

/** Payloads as JSON objects. Longs are written without a decimal point and doubles with one, so types survive. */
final class PayloadJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .build();
    private static final ObjectReader READER = MAPPER.readerFor(new TypeReference<Map<String, Object>>() {});
    private static final ObjectWriter WRITER = MAPPER.writer();

    private PayloadJson() {}

    static String write(Payload payload) {
        try {
            return WRITER.writeValueAsString(payload.values());
        } catch (JsonProcessingException e) {
            throw new AssertionError("Every payload can be written as JSON", e);
        }
    }

    static Payload read(String json) {
        try {
            return Payload.of(READER.<Map<String, Object>>readValue(json));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new SetupException(
                    "The index is corrupt: unreadable payload (" + e.getMessage()
                            + "). Restore a backup, or delete the index and run a full sync",
                    e);
        }
    }
}
