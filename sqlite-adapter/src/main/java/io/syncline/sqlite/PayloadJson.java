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

/** Payloads as JSON objects: longs without a decimal point, doubles with one. */
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
            throw new AssertionError("A payload holds nothing that JSON could not", e);
        }
    }

    static Payload read(String json) {
        try {
            return Payload.of(READER.<Map<String, Object>>readValue(json));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new SetupException(
                    "The index is damaged: a payload is not what was stored (" + e.getMessage()
                            + "). Restore a copy, or delete it and sync anew",
                    e);
        }
    }
}
