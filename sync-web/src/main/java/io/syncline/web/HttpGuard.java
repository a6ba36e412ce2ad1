package io.syncline.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides who may send requests: programs that address the server by a name it has, web pages of allowed origins, holders
 * of the token. A page of a stranger could reach a server on this computer otherwise, by a name that it lets point here.
 * Thread-safe.
 */
public final class HttpGuard {

    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern HOST = Pattern.compile("(\\[[0-9a-f:.]+]|[a-z0-9._-]+)(?::\\d{1,5})?");
    private static final Pattern ORIGIN = Pattern.compile("(https?)://(.+)");
    private static final Set<String> FOREIGN_SITES = Set.of("cross-site", "same-site");

    /** Nobody guesses a token; this keeps the log short, and the answers few. */
    private static final int WRONG_TOKENS_PER_MINUTE = 30;

    private final Set<String> origins;
    private final Set<String> hosts;
    private final BearerToken token;
    private final RequestRate wrongTokens;

    /**
     * A guard.
     *
     * @param access who is let in
     * @param bound names that the server was bound to
     * @param nanos nanoseconds since any fixed point
     */
    public HttpGuard(WebAccess access, Collection<String> bound, LongSupplier nanos) {
        this.origins = Set.copyOf(access.origins());
        this.hosts = new HashSet<>(LOCAL);
        access.hosts().forEach(host -> hosts.add(inHeader(host)));
        bound.forEach(host -> hosts.add(inHeader(host)));
        this.token = new BearerToken(access.token());
        this.wrongTokens = new RequestRate(WRONG_TOKENS_PER_MINUTE, nanos);
    }

    private static String inHeader(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.contains(":") && !lower.startsWith("[") ? "[" + lower + "]" : lower;
    }

    /** Checks by what name a request came and from which page, as browsers say before they send it. */
    public Optional<HttpRefusal> checkOrigin(HttpServletRequest request) {
        if (!isOwnHost(request.getHeader("Host"))) {
            return Optional.of(HttpRefusal.of(
                    421, "This server has another name: 'allowed-hosts' lists those in the Host header"));
        }
        if (!isAllowedPage(request)) {
            return Optional.of(HttpRefusal.of(
                    403, "Web pages of this origin may not call this server: 'allowed-origins' lists those that may"));
        }
        return Optional.empty();
    }

    /** Checks who sent a request. The right token is accepted however many wrong ones came before. */
    public Optional<HttpRefusal> checkToken(HttpServletRequest request) {
        if (token.isIn(request.getHeader("Authorization"))) {
            return Optional.empty();
        }
        return Optional.of(
                wrongTokens.admit()
                        ? new HttpRefusal(
                                401,
                                "A bearer token is required",
                                Map.of("WWW-Authenticate", "Bearer realm=\"syncline\""))
                        : HttpRefusal.tooMany("Too many requests without the token; retry later"));
    }

    private boolean isOwnHost(@Nullable String header) {
        if (header == null) {
            return false;
        }
        Matcher host = HOST.matcher(header.toLowerCase(Locale.ROOT));
        return host.matches() && hosts.contains(host.group(1));
    }

    private boolean isAllowedPage(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        if (origin == null) {
            return !isIncluded(request);
        }
        return origins.contains(origin)
                || isOwn(
                        origin.toLowerCase(Locale.ROOT),
                        request.getHeader("Host").toLowerCase(Locale.ROOT));
    }

    /** What a page includes, such as an image, comes without its origin. A link that a person follows is nothing of the page. */
    private static boolean isIncluded(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        return site != null && FOREIGN_SITES.contains(site) && !"document".equals(request.getHeader("Sec-Fetch-Dest"));
    }

    /**
     * Whether a page came from the server that it calls, which has the name that was checked. A page of another program on this
     * computer has another port, and is a stranger too. The scheme does not count, since a proxy may have changed it.
     */
    private static boolean isOwn(String origin, String host) {
        Matcher parts = ORIGIN.matcher(origin);
        if (!parts.matches()) {
            return false;
        }
        String page = parts.group(2);
        String defaultPort = parts.group(1).equals("https") ? ":443" : ":80";
        return host.equals(page) || host.equals(page + defaultPort);
    }
}
