package io.syncline.embedding.http;

import java.net.http.HttpRequest;
import java.util.Locale;

/** An API key that no log line, message or {@code toString} shows. Immutable. */
public final class ApiKey {

    private static final String BEARER = "Bearer ";

    private final String value;
    private final String header;
    private final String prefix;

    private ApiKey(String value, String header, String prefix) {
        this.value = value;
        this.header = header;
        this.prefix = prefix;
    }

    /**
     * A key that is sent as {@code Authorization: Bearer}.
     *
     * @param value the key as the service issued it; white space around it is dropped
     * @return the key
     * @throws IllegalArgumentException if it is blank or cannot be sent; the message does not show it
     */
    public static ApiKey of(String value) {
        String key = value.strip();
        if (key.isEmpty() || !key.chars().allMatch(unit -> unit > ' ' && unit < 0x7f)) {
            throw new IllegalArgumentException("The API key is blank, or contains white space or non-ASCII characters");
        }
        return new ApiKey(key, "Authorization", BEARER);
    }

    /**
     * The same key for a service that expects it, and nothing else, in a header of its own.
     *
     * @param name the header, such as {@code x-api-key}
     * @return the key
     */
    public ApiKey inHeader(String name) {
        return new ApiKey(value, name, "");
    }

    /**
     * Whether the key starts with a prefix, ignoring case. Some services issue keys of several kinds.
     *
     * @param start in lower case, such as {@code al-}
     */
    public boolean startsWith(String start) {
        return value.toLowerCase(Locale.ROOT).startsWith(start);
    }

    void addTo(HttpRequest.Builder request) {
        request.header(header, prefix + value);
    }

    String scrub(String text) {
        return text.replace(value, "***");
    }

    @Override
    public String toString() {
        return "***";
    }
}
