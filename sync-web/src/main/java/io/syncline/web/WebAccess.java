package io.syncline.web;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who is let in. Immutable.
 *
 * @param token what clients have to send as bearer token; null if nobody is asked
 * @param hosts names, without port, by which clients may address the server, beside those of this computer itself
 * @param origins origins of web pages that may call it, beside its own
 */
public record WebAccess(@Nullable String token, List<String> hosts, List<String> origins) {

    private static final int SHORTEST_TOKEN = 16;
    private static final Pattern SENDABLE = Pattern.compile("[!-~][ -~]*[!-~]");
    private static final Pattern HOST = Pattern.compile("\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+");
    private static final Pattern ORIGIN = Pattern.compile("[a-z][a-z0-9+.-]*://[^/\\sA-Z]+");

    /** Copies the lists, and refuses a token that is short or that no header can hold, and names that no request can have. */
    public WebAccess {
        hosts = List.copyOf(hosts);
        origins = List.copyOf(origins);
        if (token != null) {
            require(token.length() >= SHORTEST_TOKEN, "'token' must have at least " + SHORTEST_TOKEN + " characters");
            require(
                    SENDABLE.matcher(token).matches(),
                    "'token' is sent in a header: it may have ASCII characters only, and no space at its ends");
        }
        hosts.forEach(host -> require(
                HOST.matcher(host).matches(),
                "'allowed-hosts' takes names without port or scheme, such as syncline.example.com, but has '" + host
                        + "'"));
        origins.forEach(origin -> require(
                ORIGIN.matcher(origin).matches(),
                "'allowed-origins' takes origins as browsers send them, such as https://assistant.example.com, in"
                        + " lower case and without a path, but has '" + origin + "'"));
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "WebAccess[token=" + (token == null ? "none" : "***") + ", hosts=" + hosts + ", origins=" + origins
                + "]";
    }
}
