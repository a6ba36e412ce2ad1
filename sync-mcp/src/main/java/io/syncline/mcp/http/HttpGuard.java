package io.syncline.mcp.http;

import io.syncline.mcp.run.ServerTime;
import io.syncline.mcp.settings.HttpSettings;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides who may send requests: programs that address the server by a name it has, web pages of allowed origins, holders
 * of the token, so many a minute. A page of a stranger could reach a server on this computer otherwise, by a name that it
 * lets point here. Thread-safe.
 */
final class HttpGuard {

    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern HOST = Pattern.compile("(\\[[0-9a-f:.]+]|[a-z0-9._-]+)(?::\\d{1,5})?");
    private static final Pattern ORIGIN = Pattern.compile("https?://" + HOST.pattern());
    private static final String BEARER = "bearer ";

    private final HttpSettings settings;
    private final Set<String> hosts;
    private final RequestRate rate;

    HttpGuard(HttpSettings settings, ServerTime time) {
        this.settings = settings;
        this.hosts = new HashSet<>(LOCAL);
        settings.allowedHosts().forEach(host -> hosts.add(host.toLowerCase(Locale.ROOT)));
        this.rate = new RequestRate(settings.requestsPerMinute(), time);
    }

    Optional<HttpRefusal> check(HttpServletRequest request) {
        if (!isOwnHost(request.getHeader("Host"))) {
            return refuse(421, "This server has another name: 'allowed-hosts' lists those in the Host header");
        }
        if (!isAllowedOrigin(request.getHeader("Origin"))) {
            return refuse(403, "Web pages of this origin may not call this server");
        }
        if (!hasToken(request.getHeader("Authorization"))) {
            return Optional.of(new HttpRefusal(
                    401, "A bearer token is required", Map.of("WWW-Authenticate", "Bearer realm=\"syncline\"")));
        }
        if (!rate.admit()) {
            return Optional.of(new HttpRefusal(429, "Too many requests; retry later", Map.of("Retry-After", "10")));
        }
        return Optional.empty();
    }

    private static Optional<HttpRefusal> refuse(int status, String message) {
        return Optional.of(HttpRefusal.of(status, message));
    }

    private boolean isOwnHost(@Nullable String header) {
        if (header == null) {
            return false;
        }
        Matcher host = HOST.matcher(header.toLowerCase(Locale.ROOT));
        return host.matches() && hosts.contains(host.group(1));
    }

    private boolean isAllowedOrigin(@Nullable String header) {
        if (header == null || settings.allowedOrigins().contains(header)) {
            return true;
        }
        Matcher origin = ORIGIN.matcher(header.toLowerCase(Locale.ROOT));
        return origin.matches() && LOCAL.contains(origin.group(1));
    }

    /** Compares in a time that does not depend on how much of the token is right. */
    private boolean hasToken(@Nullable String header) {
        String token = settings.token();
        if (token == null) {
            return true;
        }
        String given = header != null && header.toLowerCase(Locale.ROOT).startsWith(BEARER)
                ? header.substring(BEARER.length()).strip()
                : "";
        return MessageDigest.isEqual(digest(given), digest(token));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
