package io.syncline.mcp.settings;

import io.syncline.web.WebAccess;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an operator allows clients over HTTP. Immutable.
 *
 * @param token what clients have to send as bearer token; null if nobody is asked
 * @param allowedHosts names, without port, by which clients may address the server, beside those of this computer itself
 *     and the one that the server was bound to
 * @param allowedOrigins origins of web pages that may call it beside its own, such as {@code https://assistant.example.com}
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

    private static final long LARGEST_REQUEST = 64L << 20;

    /** Copies the lists, and refuses values out of range, and names that no request can have. */
    public HttpSettings {
        WebAccess access = new WebAccess(token, allowedHosts, allowedOrigins);
        allowedHosts = access.hosts();
        allowedOrigins = access.origins();
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
