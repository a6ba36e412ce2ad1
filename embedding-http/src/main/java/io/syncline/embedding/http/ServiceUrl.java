package io.syncline.embedding.http;

import java.net.URI;
import java.util.Locale;

/** Parses the base URL of a service: the part of the URL that its endpoints share. */
final class ServiceUrl {

    private ServiceUrl() {}

    /**
     * Parses a base URL.
     *
     * @param text such as {@code https://api.example.com/v1}
     * @param version the path that is appended if it has none, such as {@code /v1}
     * @return the URL without a trailing slash
     * @throws IllegalArgumentException if it is not an http or https URL, or has a user, query or fragment. The message
     *     does not show the text, which may hold a password
     */
    static URI parse(String text, String version) {
        URI uri;
        try {
            uri = URI.create(text.strip().replaceAll("/+$", ""));
        } catch (IllegalArgumentException malformed) {
            // No cause: it would show the text.
            throw new IllegalArgumentException(
                    "The base URL is malformed; expected a URL such as https://host" + version);
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        boolean web = scheme.equals("http") || scheme.equals("https");
        if (!web || uri.getHost() == null) {
            throw new IllegalArgumentException(
                    "The base URL must be an http or https URL such as https://host" + version);
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "The base URL must not contain a user, query or fragment; set the API key separately");
        }
        return uri.getRawPath().isEmpty() ? URI.create(uri + version) : uri;
    }
}
