package io.syncline.embedding.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;

/** Writes the JSON of a request. */
final class JsonBody {

    private static final int REPLACEMENT = 0xFFFD;
    private static final JsonMapper MAPPER = new JsonMapper();

    private JsonBody() {}

    static byte[] write(Map<String, Object> members) {
        try {
            return MAPPER.writeValueAsBytes(members);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The request body holds a value that has no JSON form", e);
        }
    }

    /** Replaces lone surrogates, which have no UTF-8 form, by the replacement character. */
    static String wellFormed(String text) {
        if (text.chars().noneMatch(unit -> Character.isSurrogate((char) unit))) {
            return text;
        }
        return text.codePoints()
                .map(point -> Character.getType(point) == Character.SURROGATE ? REPLACEMENT : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
