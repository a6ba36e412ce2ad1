package io.syncline.core.adapter.sink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.vector.Payload;
import java.util.Collection;
import java.util.Map;

/** Payloads as JSON objects. Longs are written without a decimal point and doubles with one, so types survive. */
public final class PayloadJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .build();
    private static final ObjectReader READER = MAPPER.readerFor(new TypeReference<Map<String, Object>>() {});
    private static final ObjectWriter WRITER = MAPPER.writer();

    private PayloadJson() {}

    /** The text of a payload. */
    public static String write(Payload payload) {
        try {
            return WRITER.writeValueAsString(payload.values());
        } catch (JsonProcessingException e) {
            throw new AssertionError("Every payload can be written as JSON", e);
        }
    }

    /** Texts or numbers as a JSON array. */
    public static String array(Collection<?> values) {
        return json(values);
    }

    /** A text in quotes, as JSON has it. */
    public static String quoted(String text) {
        return json(text);
    }

    private static String json(Object value) {
        try {
            return WRITER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new AssertionError("Texts and numbers can be written as JSON", e);
        }
    }

    /**
     * The payload of a text. What is wrong with a text is said without its words, which may be private.
     *
     * @param json as it was written
     * @param store what is corrupt otherwise, for messages, such as "index"
     * @param advice what to do then, as a sentence without its full stop
     * @throws SetupException if it is no payload
     */
    public static Payload read(String json, String store, String advice) {
        String corrupt = "The " + store + " is corrupt: unreadable payload (";
        Map<String, Object> values;
        try {
            values = READER.readValue(json);
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? "no JSON"
                    : "no JSON from character " + e.getLocation().getCharOffset();
            throw new SetupException(corrupt + where + "). " + advice);
        }
        try {
            return Payload.of(values);
        } catch (IllegalArgumentException e) {
            throw new SetupException(corrupt + e.getMessage() + "). " + advice, e);
        }
    }
}
