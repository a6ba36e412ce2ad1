package io.syncline.odoo;

import io.syncline.core.adapter.http.BodyTooLargeException;
import io.syncline.odoo.CallFailure.Kind;
import io.syncline.odoo.NetworkSettings.Network;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Classifies what went wrong between this process and Odoo: exceptions of the JDK's client, and statuses that mean the same
 * whatever was requested.
 */
final class HttpFailures {

    private static final int PROXY_AUTHENTICATION_REQUIRED = 407;

    private final Network network;
    private final @Nullable WebProxy proxy;
    private volatile boolean answered;

    HttpFailures(Network network) {
        this.network = network;
        proxy = network.proxy();
    }

    CallFailure timeout(URI uri, Throwable cause) {
        return new CallFailure(
                Kind.TIMEOUT,
                "no complete answer from " + uri + " within "
                        + network.deadline().toSeconds() + " s",
                cause);
    }

    /** The failure behind an exception of the JDK's client. */
    CallFailure of(URI uri, @Nullable Throwable cause) {
        for (Throwable link = cause; link != null; link = link.getCause()) {
            CallFailure known = known(uri, link);
            if (known != null) {
                return known;
            }
        }
        if (!(cause instanceof IOException)) {
            return new CallFailure(Kind.PROTOCOL_ERROR, "no usable answer from " + uri, cause);
        }
        String message = String.valueOf(cause.getMessage());
        return message.startsWith("Tunnel failed")
                ? new CallFailure(
                        Kind.UNAVAILABLE,
                        "the proxy does not connect to " + uri.getAuthority() + " (" + message + ")",
                        cause)
                : new CallFailure(Kind.CONNECTION_LOST, "the connection to " + uri + " broke (" + message + ")", cause);
    }

    private @Nullable CallFailure known(URI uri, Throwable link) {
        if (link instanceof BodyTooLargeException) {
            return new CallFailure(Kind.OVERSIZE, "the answer has " + link.getMessage(), link);
        }
        if (link instanceof CertificateException) {
            return new CallFailure(
                    Kind.CONFIGURATION,
                    "the certificate of " + uri.getAuthority() + " is not trusted (" + link.getMessage() + ")",
                    link);
        }
        if (isUnresolved(link) && proxy == null) {
            return new CallFailure(
                    Kind.UNAVAILABLE, "host " + uri.getHost() + " cannot be resolved; check the url", link);
        }
        if (isUnresolved(link)
                || link instanceof ConnectException
                || link instanceof NoRouteToHostException
                || link instanceof HttpConnectTimeoutException) {
            return new CallFailure(Kind.UNAVAILABLE, "no connection to " + uri.getAuthority() + hint(), link);
        }
        return null;
    }

    private String hint() {
        if (answered) {
            return (proxy == null ? "" : " through the proxy " + proxy) + ", which answered before; is it stopped?";
        }
        return proxy == null ? "; is the url right?" : " through the proxy " + proxy + "; is it right?";
    }

    /** The client wraps this in a {@link ConnectException}. */
    private static boolean isUnresolved(Throwable failure) {
        for (Throwable link = failure; link != null; link = link.getCause()) {
            if (link instanceof UnknownHostException || link instanceof UnresolvedAddressException) {
                return true;
            }
        }
        return false;
    }

    /** Passes on a response, unless its status means a failure whatever was requested. */
    HttpAnswer checked(URI uri, HttpAnswer answer) {
        int status = answer.status();
        answered = true;
        if (status == PROXY_AUTHENTICATION_REQUIRED) {
            throw refusedByProxy(uri);
        }
        if (status >= 300 && status < 400) {
            String target = answer.header("Location").orElse("nowhere");
            throw new CallFailure(
                    Kind.CONFIGURATION,
                    "the server redirects to " + target + "; redirects are not followed, give the final url");
        }
        Kind kind = kind(answer);
        if (kind == null) {
            return notAPage(uri, answer);
        }
        Optional<Duration> wait = answer.retryAfter(network.clock().instant());
        String message = answer.summary()
                + wait.map(time -> "; retry after " + time.toSeconds() + " s, as the server asks")
                        .orElse("");
        throw new CallFailure(kind, message, message, null, wait.orElse(null));
    }

    private static @Nullable Kind kind(HttpAnswer answer) {
        return switch (answer.status()) {
            case 413 -> Kind.OVERSIZE;
            case 504 -> Kind.TIMEOUT;
            case 502 -> answer.header("Retry-After").isEmpty() ? Kind.CRASHED : Kind.UNAVAILABLE;
            case 408, 425, 429, 503 -> Kind.UNAVAILABLE;
            default -> null;
        };
    }

    /** No API of Odoo answers a call with a page for people. */
    private static HttpAnswer notAPage(URI uri, HttpAnswer answer) {
        Optional<String> title = answer.status() == 200 && !answer.isA("xml") && !answer.isA("json")
                ? answer.pageTitle()
                : Optional.empty();
        if (title.isPresent()) {
            throw new CallFailure(
                    Kind.PROTOCOL_ERROR,
                    "a web page came from " + uri + " instead of an answer of Odoo: '" + title.get()
                            + "'; does the url lead to Odoo itself, and not to a login or maintenance page in front of it?");
        }
        return answer;
    }

    /** What to do about a status 401 or 403 that is not Odoo's. */
    static String refusedBeforeOdoo(URI uri, HttpAnswer answer) {
        return "a server in front of Odoo, such as a reverse proxy, refuses the call: " + answer.summary()
                + "; let it pass " + uri.getPath() + " without a login of its own, or give the url of Odoo itself";
    }

    /** The response is the proxy's and may contain anything, so none of it is repeated. */
    private CallFailure refusedByProxy(URI uri) {
        String who = proxy == null ? "of this JVM's settings" : proxy.toString();
        String advice = proxy == null
                ? "it requires a login; configure the proxy with a username and a password"
                : proxy.advice(uri.getScheme().equals("https"), System.getProperty(WebProxy.DISABLED_SCHEMES));
        return new CallFailure(Kind.CREDENTIALS, "the proxy " + who + " refused the connection (HTTP 407): " + advice);
    }
}
