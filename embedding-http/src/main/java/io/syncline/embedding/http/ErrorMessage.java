package io.syncline.embedding.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Objects;

/**
 * Finds the message in the body of an error response. Services put it into {@code detail}, {@code message}, {@code msg}
 * or {@code error}, at the top or inside objects and arrays.
 */
final class ErrorMessage {

    private static final List<String> NAMES = List.of("detail", "message", "msg", "error");
    private static final int MAX_LENGTH = 300;
    private static final JsonMapper MAPPER = new JsonMapper();

    private ErrorMessage() {}

    /** The message in one line of limited length, or the body itself if it is not JSON; may be empty. */
    static String of(String body) {
        String message = fromJson(body);
        String line = (message.isBlank() ? body.replaceAll("<[^>]*>", " ") : message)
                .replaceAll("\\s+", " ")
                .strip()
                .replaceAll("\\.+$", "");
        return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "…";
    }

    private static String fromJson(String body) {
        try {
            JsonNode root = MAPPER.readTree(body);
            return NAMES.stream()
                    .map(name -> root.findValues(name).stream())
                    .flatMap(values -> values.filter(JsonNode::isTextual).map(JsonNode::textValue))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse("");
        } catch (JsonProcessingException notJson) {
            return "";
        }
    }
}
