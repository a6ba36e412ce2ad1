package io.syncline.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** The JSON object of an embedding request. */
final class RequestBody {

    private static final JsonFactory JSON = new JsonFactory();

    private RequestBody() {}

    /**
     * Writes a request.
     *
     * @param texts the input
     * @param parameters the other members: texts, whole numbers and truth values
     */
    static byte[] of(List<String> texts, Map<String, Object> parameters) {
        int size = 256 + texts.stream().mapToInt(String::length).sum();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(size);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            for (Map.Entry<String, Object> parameter : parameters.entrySet()) {
                json.writeFieldName(parameter.getKey());
                write(json, parameter.getValue());
            }
            json.writeArrayFieldStart("input");
            for (String text : texts) {
                json.writeString(wellFormed(text));
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Integer number) {
            json.writeNumber(number);
        } else {
            json.writeString(value.toString());
        }
    }

    /** Half a surrogate pair has no UTF-8 form; the sign for unreadable text stands in. */
    private static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return text.codePoints()
                        .map(sign -> sign >= Character.MIN_SURROGATE && sign <= Character.MAX_SURROGATE ? 0xFFFD : sign)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
            }
        }
        return text;
    }
}
