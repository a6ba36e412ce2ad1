package io.syncline.embedding.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.syncline.core.adapter.embedding.RetryAfter;
import io.syncline.core.adapter.http.WebPage;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What the body of an error tells, whatever its shape: OpenAI and its likes wrap it in {@code error} and name the parameter
 * in {@code param}; frameworks such as FastAPI send a list in {@code detail} and name it in {@code loc}; others have
 * {@code message}, {@code error_type} and the like at the top, or one inside another.
 *
 * <p>The body is read as a stream and as far as it is well-formed: it may repeat the whole request, which is skipped, and
 * be cut off within it.
 */
final class ErrorBody {

    /** Members with a message, the best first. */
    private static final List<String> MESSAGES =
            List.of("detail", "message", "msg", "error", "errors", "error_description", "title", "reason");

    private static final Set<String> FIELDS = Set.of("param", "parameter", "field");
    private static final Set<String> CODES = Set.of("code", "type", "error_type", "error_code", "status");
    private static final Set<String> STATUSES = Set.of("code", "status", "statuscode", "status_code", "error_code");

    /** What was sent, in the words of those who repeat it. */
    private static final Set<String> ECHOES = Set.of("input", "ctx", "data");

    /** How long a service wants to be left alone, by the rules of Google's APIs; others have a header for that. */
    private static final String WAIT = "retrydelay";

    /** Google's APIs have a code in this member, others a sentence. */
    private static final String REASON = "reason";

    private static final Set<String> PLACES = Set.of("body", "query", "header", "path", "cookie");

    private static final int MAX_LENGTH = 300;

    private final Map<String, String> messages = new LinkedHashMap<>();
    private final Set<String> fields = new LinkedHashSet<>();
    private final Set<String> codes = new LinkedHashSet<>();
    private OptionalInt status = OptionalInt.empty();
    private Optional<Duration> wait = Optional.empty();
    private String raw = "";
    private boolean explicit;

    private ErrorBody() {}

    /** Reads the body of a response; never fails. */
    static ErrorBody of(ServiceResponse response) {
        ErrorBody error = new ErrorBody();
        try (InputStream body = response.body();
                JsonParser json = VectorReader.parser(body)) {
            json.nextToken();
            error.value("", json);
        } catch (IOException cut) {
            // What was read before counts.
        }
        error.raw = response.excerpt();
        return error;
    }

    /** Whether it has the JSON of an error. Wrappers of a success may have a message and a code too. */
    boolean isError() {
        return explicit || status.isPresent() || messages.values().stream().anyMatch(text -> !text.isBlank());
    }

    /** Whether there is a member {@code error} that says something, which no success has. */
    boolean hasErrorMember() {
        return explicit;
    }

    /** The message in one line of limited length, or what else the body holds; may be empty. */
    String message() {
        String text = MESSAGES.stream()
                .map(messages::get)
                .filter(Objects::nonNull)
                .filter(message -> !message.isBlank())
                .findFirst()
                .orElseGet(() -> WebPage.titleOf(raw).orElse(raw));
        String line = text.replaceAll("\\s+", " ").strip().replaceAll("\\.+$", "");
        return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "…";
    }

    /** The members of the request that it names, in lower case. */
    Set<String> fields() {
        return fields;
    }

    /** Codes and types, in lower case with {@code _} between words. */
    Set<String> codes() {
        return codes;
    }

    /** The HTTP status that the body names, which services send with another one. */
    OptionalInt status() {
        return status;
    }

    /** How long to wait before the next request, if the body says so. */
    Optional<Duration> retryAfter() {
        return wait;
    }

    private void member(String name, JsonParser json) throws IOException {
        if (ECHOES.contains(name)) {
            json.skipChildren();
        } else {
            value(name, json);
        }
    }

    private void value(String name, JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        if (token == JsonToken.START_OBJECT) {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                explicit |= name.equals("error") || name.equals("errors");
                String member = json.currentName().toLowerCase(Locale.ROOT);
                json.nextToken();
                member(member, json);
            }
        } else if (token == JsonToken.START_ARRAY && name.equals("loc")) {
            location(json);
        } else if (token == JsonToken.START_ARRAY) {
            while (json.nextToken() != JsonToken.END_ARRAY) {
                value(name, json);
            }
        } else if (token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NUMBER_INT) {
            scalar(name, json.getText());
        }
    }

    private void scalar(String name, String text) {
        explicit |= name.startsWith("error") && !text.isBlank();
        if (STATUSES.contains(name) && text.matches("[45]\\d\\d")) {
            status = OptionalInt.of(Integer.parseInt(text));
        } else if (name.equals(WAIT)) {
            wait = RetryAfter.ofBody(text);
        } else if (isCode(name, text)) {
            codes.add(text.replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^a-z0-9]+", "_"));
        } else if (FIELDS.contains(name)) {
            field(text);
        } else if (MESSAGES.contains(name)) {
            messages.putIfAbsent(name, text);
        }
    }

    private static boolean isCode(String name, String text) {
        return name.equals(REASON)
                ? text.matches("[A-Z][A-Z0-9_]+")
                : CODES.contains(name) && text.matches("(?s)\\D.*") && !text.equalsIgnoreCase("none");
    }

    /** The first name in a path such as {@code ["body", "input", 3]}. */
    private void location(JsonParser json) throws IOException {
        boolean named = false;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() == JsonToken.VALUE_STRING && !named) {
                String part = json.getText();
                named = !PLACES.contains(part.toLowerCase(Locale.ROOT));
                if (named) {
                    field(part);
                }
            } else {
                json.skipChildren();
            }
        }
    }

    /** The name at the top of a path such as {@code $.input[3]}, or of one request of a batch. */
    private void field(String path) {
        String name = path.strip()
                .toLowerCase(Locale.ROOT)
                .replaceFirst("^\\$?\\.?(body\\.|requests\\[\\d+]\\.)?", "")
                .replaceFirst("[\\[.].*", "");
        if (!name.isEmpty() && !name.equals("none") && !PLACES.contains(name)) {
            fields.add(name);
        }
    }
}
