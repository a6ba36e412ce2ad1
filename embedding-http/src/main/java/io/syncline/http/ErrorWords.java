package io.syncline.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Set;

/**
 * What a service says in the body of an error, for people. Services put it into {@code detail}, {@code message} or
 * {@code error}, alone or within objects and lists.
 */
final class ErrorWords {

    private static final JsonFactory JSON = new JsonFactory();
    private static final Set<String> NAMES = Set.of("detail", "message", "msg", "error");
    private static final int LONGEST = 300;

    private ErrorWords() {}

    /** The words, in one line and not endless; empty if there are none. */
    static String of(String body) {
        String words = spoken(body);
        String line = (words.isBlank() ? body.replaceAll("<[^>]*>", " ") : words)
                .replaceAll("\\s+", " ")
                .strip()
                .replaceAll("\\.+$", "");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    private static String spoken(String body) {
        try (JsonParser json = JSON.createParser(body)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                String name = json.currentName();
                if (token == JsonToken.VALUE_STRING && name != null && NAMES.contains(name)) {
                    return json.getText();
                }
            }
        } catch (IOException noJson) {
            return "";
        }
        return "";
    }
}
