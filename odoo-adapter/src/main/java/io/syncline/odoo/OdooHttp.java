package io.syncline.odoo;

import io.syncline.api.failure.TransientException;
import io.syncline.odoo.CallFailure.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Sends a request once and takes the whole answer, within byte limits and one deadline.
 *
 * <p>Redirects are not followed: they would carry the credentials to another place, or take that place's answer for
 * Odoo's. The JDK's client does not repeat a POST on its own.
 *
 * <p>Thread-safe.
 */
final class OdooHttp implements AutoCloseable {

    private static final int PROXY_LOGIN_NEEDED = 407;

    private final OdooConfig.Network network;
    private final @Nullable WebProxy proxy;
    private final EndableClient client;

    OdooHttp(OdooConfig.Network network) {
        this.network = network;
        proxy = network.proxy();
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(network.connectTimeout());
        if (proxy != null) {
            builder.proxy(proxy.selector());
        }
        if (network.ssl() != null) {
            builder.sslContext(network.ssl());
        }
        if (network.executor() != null) {
            builder.executor(network.executor());
        }
        client = new EndableClient(builder);
    }

    HttpAnswer get(URI uri) {
        return send(request(uri, Map.of()).GET().build());
    }

    HttpAnswer post(URI uri, Map<String, String> headers, byte[] body) {
        return send(request(uri, headers)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build());
    }

    private HttpRequest.Builder request(URI uri, Map<String, String> headers) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(uri).header("Accept-Encoding", "gzip");
        headers.forEach(builder::header);
        String login = proxy == null ? null : proxy.authorization();
        if (login != null) {
            builder.header("Proxy-Authorization", login);
        }
        return builder;
    }

    private HttpAnswer send(HttpRequest request) {
        CompletableFuture<HttpResponse<List<ByteBuffer>>> response =
                client.get().sendAsync(request, head -> new LimitedBody(network.maxWireBytes()));
        try {
            HttpResponse<List<ByteBuffer>> answer =
                    response.get(network.deadline().toMillis(), TimeUnit.MILLISECONDS);
            if (answer.statusCode() == PROXY_LOGIN_NEEDED) {
                throw refusedByProxy(request.uri());
            }
            return checked(new HttpAnswer(answer.statusCode(), answer.headers(), answer.body(), network.maxBytes()));
        } catch (TimeoutException tooLate) {
            response.cancel(true);
            throw new CallFailure(
                    Kind.TIMEOUT,
                    "no complete answer from " + request.uri() + " within "
                            + network.deadline().toSeconds() + " s",
                    tooLate);
        } catch (InterruptedException interrupted) {
            response.cancel(true);
            Thread.currentThread().interrupt();
            throw new TransientException("Interrupted while waiting for " + request.uri(), interrupted);
        } catch (ExecutionException failed) {
            throw broken(request.uri(), failed.getCause());
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
            if (link instanceof LimitedBody.TooLarge) {
                return new CallFailure(Kind.OVERSIZE, "the answer has " + link.getMessage(), link);
            }
            if (link instanceof UnknownHostException || link instanceof UnresolvedAddressException) {
                return new CallFailure(Kind.UNAVAILABLE, "there is no host " + uri.getHost() + "; check the url", link);
            }
            if (link instanceof HttpConnectTimeoutException || link instanceof ConnectException) {
                String hint = proxy == null ? "; is the url right?" : " through the proxy " + proxy + "; is it right?";
                return new CallFailure(Kind.UNAVAILABLE, "no connection to " + uri.getAuthority() + hint, link);
            }
            if (link instanceof HttpTimeoutException) {
                return new CallFailure(Kind.TIMEOUT, "no answer in time from " + uri, link);
            }
            if (link instanceof CertificateException) {
                return new CallFailure(
                        Kind.CONFIGURATION,
                        "the certificate of " + uri.getAuthority() + " is not trusted (" + link.getMessage() + ")",
                        link);
            }
        }
        if (cause instanceof IOException && String.valueOf(cause.getMessage()).startsWith("Tunnel failed")) {
            return new CallFailure(
                    Kind.UNAVAILABLE,
                    "the proxy does not connect to " + uri.getAuthority() + " (" + cause.getMessage() + ")",
                    cause);
        }
        if (cause instanceof IOException) {
            return new CallFailure(
                    Kind.LOST, "the connection to " + uri + " broke (" + cause.getMessage() + ")", cause);
        }
        return new CallFailure(Kind.NONSENSE, "no usable answer from " + uri, cause);
    }

    /** Refuses what means the same whatever was asked. */
    private HttpAnswer checked(HttpAnswer answer) {
        int status = answer.status();
        if (status >= 300 && status < 400) {
            String target = answer.headers().firstValue("Location").orElse("nowhere");
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

    @Override
    public void close() {
        client.close();
    }
}
