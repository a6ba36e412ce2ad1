package io.syncline.odoo;

import io.syncline.api.failure.TransientException;
import io.syncline.core.adapter.http.ClosableHttpClient;
import io.syncline.core.adapter.http.HttpBody;
import io.syncline.odoo.CallFailure.Kind;
import io.syncline.odoo.NetworkSettings.Network;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Sends a request once and receives the complete response, within byte limits and one deadline.
 *
 * <p>Redirects are not followed: they would carry the credentials to another host, or take that host's response for
 * Odoo's. The JDK's client does not repeat a POST. It has no authenticator: with one it would drop the header with
 * Odoo's key, fail on a 401 without a challenge, and send a rejected login again.
 *
 * <p>Thread-safe. {@link #close} cancels the calls in flight.
 */
final class OdooHttp implements AutoCloseable {

    private final Network network;
    private final HttpFailures failures;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Object, Future<?>> inFlight = new ConcurrentHashMap<>();
    private @Nullable ClosableHttpClient client;
    private volatile boolean closed;

    OdooHttp(Network network) {
        this.network = network;
        failures = new HttpFailures(network);
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
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Accept-Encoding", "gzip");
        headers.forEach((name, value) -> header(request, name, value));
        WebProxy proxy = network.proxy();
        String login = proxy == null ? null : proxy.authorization();
        return login == null ? request : header(request, "Proxy-Authorization", login);
    }

    /** The client's message would repeat the value, which may be a secret. */
    private static HttpRequest.Builder header(HttpRequest.Builder request, String name, String value) {
        try {
            return request.header(name, value);
        } catch (IllegalArgumentException showsTheValue) {
            throw new CallFailure(
                    Kind.CONFIGURATION,
                    "the header " + name + " cannot be sent, since its value has characters that HTTP does not allow");
        }
    }

    private HttpAnswer send(HttpRequest request) {
        URI uri = request.uri();
        CompletableFuture<HttpResponse<HttpBody>> response =
                client(uri).sendAsync(request, HttpBody.upTo(network.maxWireBytes()));
        Object call = new Object();
        inFlight.put(call, response);
        try {
            if (closed) {
                throw closed();
            }
            HttpResponse<HttpBody> answer =
                    response.get(TimeUnit.NANOSECONDS.convert(network.deadline()), TimeUnit.NANOSECONDS);
            return failures.checked(
                    uri, new HttpAnswer(answer.statusCode(), answer.headers(), answer.body(), network.maxBytes()));
        } catch (TimeoutException tooLate) {
            throw failures.timeout(uri, tooLate);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new TransientException("Interrupted while waiting for " + uri, interrupted);
        } catch (CancellationException whileClosing) {
            throw closed();
        } catch (ExecutionException failed) {
            throw closed ? closed() : failures.of(uri, failed.getCause());
        } finally {
            response.cancel(true);
            inFlight.remove(call);
        }
    }

    private static IllegalStateException closed() {
        return new IllegalStateException("The source is closed");
    }

    /** Created for the first request: a source that is never used starts no thread. */
    private HttpClient client(URI uri) {
        lock.lock();
        try {
            if (closed) {
                throw closed();
            }
            if (client == null) {
                client = new ClosableHttpClient(settings(uri), network.executor());
            }
            return client.get();
        } finally {
            lock.unlock();
        }
    }

    private HttpClient.Builder settings(URI uri) {
        SSLContext tls = tls(uri);
        // Names are verified even if a system property turns the client's own verification off.
        SSLParameters parameters = tls.getDefaultSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        HttpClient.Builder settings = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(network.connectTimeout())
                .sslContext(tls)
                .sslParameters(parameters);
        WebProxy proxy = network.proxy();
        return proxy == null ? settings : settings.proxy(proxy.selector());
    }

    private SSLContext tls(URI uri) {
        try {
            if (uri.getScheme().equals("https")) {
                return network.ssl() == null ? SSLContext.getDefault() : network.ssl();
            }
            // An http address needs no certificates. Without a context the client would load those of the JDK.
            SSLContext trustsNobody = SSLContext.getInstance("TLS");
            trustsNobody.init(null, new TrustManager[0], null);
            return trustsNobody;
        } catch (GeneralSecurityException unusable) {
            throw new CallFailure(
                    Kind.CONFIGURATION,
                    "the TLS settings of this JVM are unusable: " + unusable.getMessage(),
                    unusable);
        }
    }

    /** The threads of the client, if there is one. */
    List<Thread> threads() {
        lock.lock();
        try {
            return client == null ? List.of() : client.threads();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            inFlight.values().forEach(call -> call.cancel(true));
            if (client != null) {
                client.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
