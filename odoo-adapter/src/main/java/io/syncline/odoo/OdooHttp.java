package io.syncline.odoo;

import io.syncline.api.failure.TransientException;
import io.syncline.odoo.CallFailure.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Sends a request once and takes the whole answer, within byte limits and one deadline.
 *
 * <p>Redirects are not followed: they would carry the credentials to another place, or take that place's answer for
 * Odoo's. A POST is sent once.
 *
 * <p>Thread-safe.
 */
final class OdooHttp {

    private static final int PROXY_LOGIN_NEEDED = 407;

    private final OdooConfig.Network network;
    private final @Nullable WebProxy proxy;
    private final ProxyLogin proxyLogin;
    private final Executor executor;
    private @Nullable SSLSocketFactory tls;

    OdooHttp(OdooConfig.Network network) {
        this.network = network;
        proxy = network.proxy();
        proxyLogin = new ProxyLogin(proxy);
        executor = network.executor() == null ? OdooHttp::onThreadOfItsOwn : network.executor();
    }

    private static void onThreadOfItsOwn(Runnable request) {
        Thread thread = new Thread(request, "odoo-http");
        thread.setDaemon(true);
        thread.start();
    }

    HttpAnswer get(URI uri) {
        return send(uri, Map.of(), null);
    }

    HttpAnswer post(URI uri, Map<String, String> headers, byte[] body) {
        return send(uri, headers, body);
    }

    private HttpAnswer send(URI uri, Map<String, String> headers, byte @Nullable [] body) {
        HttpExchange exchange =
                new HttpExchange(uri, allHeaders(uri, headers), body, network, proxyLogin, factoryFor(uri));
        FutureTask<HttpAnswer> answer = new FutureTask<>(exchange);
        executor.execute(answer);
        try {
            return checked(uri, answer.get(network.deadline().toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException tooLate) {
            giveUp(answer, exchange);
            throw new CallFailure(
                    Kind.TIMEOUT,
                    "no complete answer from " + uri + " within "
                            + network.deadline().toSeconds() + " s",
                    tooLate);
        } catch (InterruptedException interrupted) {
            giveUp(answer, exchange);
            Thread.currentThread().interrupt();
            throw new TransientException("Interrupted while waiting for " + uri, interrupted);
        } catch (ExecutionException failed) {
            throw broken(uri, failed.getCause());
        }
    }

    /** It may still wait for a thread, or be at it. */
    private static void giveUp(FutureTask<?> answer, HttpExchange exchange) {
        answer.cancel(false);
        exchange.giveUp();
    }

    private Map<String, String> allHeaders(URI uri, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Accept", "*/*");
        all.put("Accept-Encoding", "gzip");
        String login = proxy == null || uri.getScheme().equals("https") ? null : proxy.authorization();
        if (login != null) {
            all.put("Proxy-Authorization", login);
        }
        return all;
    }

    /** Made once: connections are kept by the factory that made them. Reading the certificates of Java takes long. */
    private synchronized @Nullable SSLSocketFactory factoryFor(URI uri) {
        if (tls == null && uri.getScheme().equals("https")) {
            tls = (network.ssl() == null ? trustOfJava() : network.ssl()).getSocketFactory();
        }
        return tls;
    }

    private static SSLContext trustOfJava() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException unusable) {
            throw new CallFailure(
                    Kind.CONFIGURATION, "Java's own TLS settings cannot be used: " + unusable.getMessage(), unusable);
        }
    }

    /** The answer is the proxy's and may say anything, so that none of it is repeated. */
    private CallFailure refusedByProxy(URI uri) {
        String who = proxy == null ? "of this JVM's settings" : proxy.toString();
        String advice = proxy == null
                ? "it asks for a login; give the proxy with a username and a password"
                : proxy.advice(uri.getScheme().equals("https"), System.getProperty(WebProxy.WITHHELD_SCHEMES));
        return new CallFailure(Kind.CREDENTIALS, "the proxy " + who + " refuses to connect (HTTP 407): " + advice);
    }

    private CallFailure broken(URI uri, @Nullable Throwable cause) {
        for (Throwable link = cause; link != null; link = link.getCause()) {
            if (link instanceof WireBody.TooLarge) {
                return new CallFailure(Kind.OVERSIZE, "the answer has " + link.getMessage(), link);
            }
            if (link instanceof UnknownHostException && proxy == null) {
                return new CallFailure(Kind.UNAVAILABLE, "there is no host " + uri.getHost() + "; check the url", link);
            }
            if (link instanceof CertificateException || link instanceof HttpExchange.OtherName) {
                return new CallFailure(
                        Kind.CONFIGURATION,
                        "the certificate of " + uri.getAuthority() + " is not trusted (" + link.getMessage() + ")",
                        link);
            }
        }
        if (cause instanceof HttpExchange.NotConnected) {
            return notConnected(uri, cause.getCause());
        }
        if (cause instanceof WireBody.Surplus) {
            return new CallFailure(
                    Kind.NONSENSE, "the answer from " + uri + " is broken: " + cause.getMessage(), cause);
        }
        if (cause instanceof SocketTimeoutException) {
            return new CallFailure(Kind.TIMEOUT, "no answer in time from " + uri, cause);
        }
        if (cause instanceof IOException) {
            return new CallFailure(
                    Kind.LOST, "the connection to " + uri + " broke (" + cause.getMessage() + ")", cause);
        }
        return new CallFailure(Kind.NONSENSE, "no usable answer from " + uri, cause);
    }

    private CallFailure notConnected(URI uri, @Nullable Throwable cause) {
        String said = cause == null ? "" : String.valueOf(cause.getMessage());
        if (said.startsWith("Unable to tunnel")) {
            return said.contains(" " + PROXY_LOGIN_NEEDED + " ")
                    ? refusedByProxy(uri)
                    : new CallFailure(
                            Kind.UNAVAILABLE,
                            "the proxy does not connect to " + uri.getAuthority() + " (" + said + ")",
                            cause);
        }
        if (cause instanceof ConnectException
                || cause instanceof NoRouteToHostException
                || cause instanceof SocketTimeoutException
                || cause instanceof UnknownHostException) {
            String hint = proxy == null ? "; is the url right?" : " through the proxy " + proxy + "; is it right?";
            return new CallFailure(Kind.UNAVAILABLE, "no connection to " + uri.getAuthority() + hint, cause);
        }
        return new CallFailure(Kind.LOST, "the connection to " + uri + " broke (" + said + ")", cause);
    }

    /** Refuses what means the same whatever was asked. */
    private HttpAnswer checked(URI uri, HttpAnswer answer) {
        int status = answer.status();
        if (status < 0) {
            throw new CallFailure(Kind.LOST, "what came from " + uri + " is no HTTP");
        }
        if (status == PROXY_LOGIN_NEEDED) {
            throw refusedByProxy(uri);
        }
        if (status >= 300 && status < 400) {
            String target = answer.header("Location").orElse("nowhere");
            throw new CallFailure(
                    Kind.CONFIGURATION,
                    "the server redirects to " + target + "; redirects are not followed, give the final url");
        }
        Kind kind = switch (status) {
            case 413 -> Kind.OVERSIZE;
            case 504 -> Kind.TIMEOUT;
            case 408, 425, 429, 502, 503 -> Kind.UNAVAILABLE;
            default -> null;
        };
        if (kind != null) {
            String said = answer.summary();
            throw new CallFailure(
                    kind,
                    said,
                    said,
                    null,
                    answer.retryAfter(network.clock().instant()).orElse(null));
        }
        return answer;
    }
}
