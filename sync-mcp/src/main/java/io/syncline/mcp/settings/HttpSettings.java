package io.syncline.mcp.settings;

import io.syncline.web.WebAccess;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an operator allows clients over HTTP. Immutable.
 *
 * @param token what clients have to send as bearer token; null if nobody is asked
 * @param allowedHosts names, without port, by which clients may address the server, beside those of this computer itself
 *     and the one that the server was bound to
 * @param allowedOrigins origins of web pages that may call it, such as {@code https://assistant.example.com}
 * @param requestsPerMinute how many requests a client may send
 * @param maxRequestSize the most bytes of a request's body
 * @param maxSessions how many sessions may be open
 */
public record HttpSettings(
        @Nullable String token,
        List<String> allowedHosts,
        List<String> allowedOrigins,
        int requestsPerMinute,
        long maxRequestSize,
        int maxSessions) {

    private static final int SHORTEST_TOKEN = 16;
    private static final long LARGEST_REQUEST = 64L << 20;
    private static final Pattern HOST = Pattern.compile("\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+");
    private static final Pattern ORIGIN = Pattern.compile("[a-z][a-z0-9+.-]*://[^/\\sA-Z]+");

    /** Copies the lists, and refuses values out of range, and names that no request can have. */
    public HttpSettings {
        allowedHosts = List.copyOf(allowedHosts);
        allowedOrigins = List.copyOf(allowedOrigins);
        require(
                token == null || token.length() >= SHORTEST_TOKEN,
                "'token' must have at least " + SHORTEST_TOKEN + " characters");
        allowedHosts.forEach(host -> require(
                HOST.matcher(host).matches(),
                "'allowed-hosts' takes names without port or scheme, such as syncline.example.com, but has '" + host
                        + "'"));
        allowedOrigins.forEach(origin -> require(
                ORIGIN.matcher(origin).matches(),
                "'allowed-origins' takes origins as browsers send them, such as https://assistant.example.com, in"
                        + " lower case and without a path, but has '" + origin + "'"));
        require(
                requestsPerMinute >= 1 && requestsPerMinute <= 1_000_000,
                "'requests-per-minute' must be from 1 to 1000000");
        require(
                maxRequestSize >= 1024 && maxRequestSize <= LARGEST_REQUEST,
                "'max-request-size' must be from 1KiB to 64MiB");
        require(maxSessions >= 1 && maxSessions <= 10_000, "'max-sessions' must be from 1 to 10000");
    }

    static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }

    /** No token, no names beside those of this computer, and the usual limits. */
    public static HttpSettings defaults() {
        return new HttpSettings(null, List.of(), List.of(), 600, 1 << 20, 100);
    }

    /** Who is let in. */
    public WebAccess access() {
        return new WebAccess(token, allowedHosts, allowedOrigins);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "HttpSettings[token=" + (token == null ? "none" : "***") + ", allowedHosts=" + allowedHosts
                + ", allowedOrigins=" + allowedOrigins + ", requestsPerMinute=" + requestsPerMinute
                + ", maxRequestSize=" + maxRequestSize + ", maxSessions=" + maxSessions + "]";
    }
}
