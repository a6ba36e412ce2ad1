package io.syncline.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is let in. Immutable.
 *
 * @param token what clients have to send as bearer token; null if nobody is asked
 * @param hosts names, without port, by which clients may address the server, beside those of this computer itself
 * @param origins origins of web pages that may call it, beside those of this computer itself
 */
public record WebAccess(@Nullable String token, List<String> hosts, List<String> origins) {

    /** Copies the lists. */
    public WebAccess {
        hosts = List.copyOf(hosts);
        origins = List.copyOf(origins);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "WebAccess[token=" + (token == null ? "none" : "***") + ", hosts=" + hosts + ", origins=" + origins
                + "]";
    }
}
