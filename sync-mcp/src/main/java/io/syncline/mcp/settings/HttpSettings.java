package io.syncline.mcp.settings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an operator allows clients over HTTP. Immutable.
 *
 * @param token what clients have to send as bearer token; null if nobody is asked
 * @param allowedHosts names, without port, by which clients may address the server, beside those of this computer itself
 * @param allowedOrigins origins of web pages that may call it, such as {@code https://assistant.example.com}
 * @param requestsPerMinute how many requests all clients together may send
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

    /** Copies the lists, and refuses values out of range. */
    public HttpSettings {
        allowedHosts = List.copyOf(allowedHosts);
        allowedOrigins = List.copyOf(allowedOrigins);
        McpSettings.require(
                token == null || token.length() >= SHORTEST_TOKEN,
                "'token' must have at least " + SHORTEST_TOKEN + " characters");
        McpSettings.require(
                requestsPerMinute >= 1 && requestsPerMinute <= 1_000_000,
                "'requests-per-minute' must be from 1 to 1000000");
        McpSettings.require(
                maxRequestSize >= 1024 && maxRequestSize <= LARGEST_REQUEST,
                "'max-request-size' must be from 1KiB to 64MiB");
        McpSettings.require(maxSessions >= 1 && maxSessions <= 10_000, "'max-sessions' must be from 1 to 10000");
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "HttpSettings[token=" + (token == null ? "none" : "***") + ", allowedHosts=" + allowedHosts
                + ", allowedOrigins=" + allowedOrigins + ", requestsPerMinute=" + requestsPerMinute
                + ", maxRequestSize=" + maxRequestSize + ", maxSessions=" + maxSessions + "]";
    }
}
