package io.syncline.embedding.http;

import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;
import io.syncline.core.adapter.http.ClosableHttpClient;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Posts a body and receives the complete response, within the deadline and a number of bytes. Connections are reused; over
 * TLS, concurrent requests share one connection if the service supports HTTP/2. Redirects are not followed, since they
 * would send the API key to another address.
 *
 * <p>Thread-safe.
 */
final class HttpTransport implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /** Errors may repeat the whole request, or be a page with a stack trace. */
    private static final long MOST_BYTES_OF_AN_ERROR = 8 * 1024 * 1024;

    private final EmbeddingEndpoint endpoint;
    private final Map<Object, Future<?>> inFlight = new ConcurrentHashMap<>();
    private @Nullable ClosableHttpClient client;
    private boolean closed;

    HttpTransport(EmbeddingEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    synchronized void requireOpen() {
        if (closed) {
            throw new IllegalStateException("The embedder for " + endpoint.service() + " is closed");
        }
    }

    /** Created by the first request: loading the trusted certificates takes longer than a run without changes. */
    private synchronized HttpClient client() {
        requireOpen();
        if (client == null) {
            boolean tls = endpoint.url().getScheme().equalsIgnoreCase("https");
            client = new ClosableHttpClient(
                    HttpClient.newBuilder()
                            .version(tls ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
                            .followRedirects(HttpClient.Redirect.NEVER)
                            .connectTimeout(CONNECT_TIMEOUT),
                    null);
        }
        return client.get();
    }

    ServiceResponse post(byte[] body, long maxBytes) {
        Object id = new Object();
        ResponseHandler handler = new ResponseHandler(maxBytes, Math.max(maxBytes, MOST_BYTES_OF_AN_ERROR));
        CompletableFuture<HttpResponse<ServiceResponse.Content>> pending = client().sendAsync(request(body), handler);
        inFlight.put(id, pending);
        try {
            HttpResponse<ServiceResponse.Content> response =
                    pending.get(endpoint.deadline().toNanos(), TimeUnit.NANOSECONDS);
            return new ServiceResponse(response.statusCode(), response.headers(), response.body());
        } catch (TimeoutException late) {
            pending.cancel(true);
            throw new TransientException(
                    "No complete response from " + endpoint.url() + " within "
                            + endpoint.deadline().toMillis() + " ms",
                    late);
        } catch (InterruptedException interrupted) {
            pending.cancel(true);
            Thread.currentThread().interrupt();
            throw new TransientException("Interrupted while waiting for " + endpoint.url(), interrupted);
        } catch (CancellationException closing) {
            throw failure(closing);
        } catch (ExecutionException failed) {
            return handler.tooLarge(failed).orElseThrow(() -> failure(failed.getCause()));
        } finally {
            inFlight.remove(id);
        }
    }

    private HttpRequest request(byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint.url())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .header("Accept-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        endpoint.apiKey().ifPresent(key -> key.addTo(request));
        return request.build();
    }

    private SyncException failure(@Nullable Throwable cause) {
        for (Throwable link = cause; link != null; link = link.getCause()) {
            SyncException known = known(link);
            if (known != null) {
                return known;
            }
        }
        if (cause instanceof IOException) {
            return new TransientException(
                    "The connection to " + endpoint.url() + " failed: "
                            + endpoint.scrub(String.valueOf(cause.getMessage())),
                    cause);
        }
        return new SetupException("Cannot send a request to " + endpoint.url(), cause);
    }

    private @Nullable SyncException known(Throwable link) {
        URI url = endpoint.url();
        if (link instanceof UnknownHostException || link instanceof UnresolvedAddressException) {
            return new TransientException("Unknown host " + url.getHost() + "; check the base URL", link);
        }
        if (link instanceof ConnectException || link instanceof HttpConnectTimeoutException) {
            return new TransientException("Cannot connect to " + url.getAuthority() + "; check the base URL", link);
        }
        if (link instanceof CancellationException) {
            return new TransientException("Closed while waiting for " + url, link);
        }
        if (link instanceof CertificateException) {
            return new SetupException(
                    "The certificate of " + url.getAuthority() + " is not trusted: " + link.getMessage(), link);
        }
        return null;
    }

    /** Cancels the requests in flight and closes the connections. */
    @Override
    public synchronized void close() {
        closed = true;
        inFlight.values().forEach(pending -> pending.cancel(true));
        if (client != null) {
            client.close();
        }
    }
}
