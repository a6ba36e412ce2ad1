package io.syncline.server.internal.http;

import io.syncline.server.settings.ServerSettings;
import io.syncline.web.HttpGuard;
import io.syncline.web.HttpRefusal;
import io.syncline.web.RequestRate;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/** Who may send requests, and how many. Thread-safe. */
public final class Guards {

    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final String JSON = "application/json";

    private final HttpGuard guard;
    private final RequestRate rate;

    /** Guards by some settings. */
    public Guards(ServerSettings settings, LongSupplier nanos) {
        this.guard = new HttpGuard(settings.access(), List.of(settings.host()), nanos);
        this.rate = new RequestRate(settings.requestsPerMinute(), nanos);
    }

    /** Why a request is refused for the name or the page that it came by; empty if it is not. */
    Optional<HttpRefusal> checkOrigin(HttpServletRequest request) {
        return guard.checkOrigin(request);
    }

    /** Why a request by an allowed origin is refused; empty if it is let in. */
    Optional<HttpRefusal> checkCaller(HttpServletRequest request, GuardedServlet.Access access) {
        if (access == GuardedServlet.Access.OPEN) {
            return Optional.empty();
        }
        return guard.checkToken(request)
                .or(() -> checkSite(request))
                .or(() -> rate.admit()
                        ? Optional.empty()
                        : Optional.of(HttpRefusal.tooMany("Too many requests; retry later")));
    }

    /** A form of a foreign page cannot send JSON, and an old browser may not say where a request comes from. */
    private static Optional<HttpRefusal> checkSite(HttpServletRequest request) {
        if (READING.contains(request.getMethod())) {
            return Optional.empty();
        }
        if (request.getContentLengthLong() == 0
                || (request.getContentLengthLong() < 0 && request.getHeader("Transfer-Encoding") == null)) {
            return Optional.empty();
        }
        String type = request.getContentType();
        boolean json = type != null
                && type.toLowerCase(Locale.ROOT).split(";", 2)[0].strip().equals(JSON);
        return json ? Optional.empty() : Optional.of(HttpRefusal.of(415, "Send the header Content-Type: " + JSON));
    }
}
