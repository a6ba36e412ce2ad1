package io.syncline.http;

import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;
import java.io.IOException;
import java.io.InputStream;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Posts a body and takes the complete answer, within one deadline and a number of bytes. Connections are kept and
 * shared: over TLS several requests run on one (HTTP/2) where the service can. Redirects are not followed, since they
 * would carry the key to another place.
 *
 * <p>Thread-safe.
 */
final class Transport implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final EmbeddingService service;
    private final URI endpoint;
    private @Nullable HttpClient client;
    private boolean closed;

    Transport(EmbeddingService service) {
        this.service = service;
        this.endpoint = service.endpoint();
    }

    /** Made when there is something to embed: loading the trusted certificates takes longer than a run without changes. */
    private synchronized HttpClient client() {
        if (closed) {
            throw new IllegalStateException("The embedder is closed");
        }
        if (client == null) {
            boolean tls = endpoint.getScheme().equalsIgnoreCase("https");
            client = HttpClient.newBuilder()
                    .version(tls ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(CONNECT)
                    .build();
        }
        return client;
    }

    Answer post(byte[] body, long maxBytes) {
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .header("Accept-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        service.key().ifPresent(key -> request.header("Authorization", key.header()));
        CompletableFuture<HttpResponse<InputStream>> response =
                client().sendAsync(request.build(), head -> new WireBody(maxBytes));
        try {
            HttpResponse<InputStream> answer = response.get(service.deadline().toNanos(), TimeUnit.NANOSECONDS);
            return new Answer(answer.statusCode(), answer.headers(), answer.body(), maxBytes);
        } catch (TimeoutException late) {
            response.cancel(true);
            throw new TransientException(
                    "No complete answer from " + endpoint + " within "
                            + service.deadline().toMillis() + " ms",
                    late);
        } catch (InterruptedException interrupted) {
            response.cancel(true);
            Thread.currentThread().interrupt();
            throw new TransientException("Interrupted while waiting for " + endpoint, interrupted);
        } catch (ExecutionException failed) {
            throw broken(failed.getCause());
        }
    }

    private SyncException broken(@Nullable Throwable cause) {
        for (Throwable link = cause; link != null; link = link.getCause()) {
            SyncException known = known(link);
            if (known != null) {
                return known;
            }
        }
        if (cause instanceof IOException) {
            return new TransientException(
                    "The connection to " + endpoint + " broke: " + service.scrub(String.valueOf(cause.getMessage())),
                    cause);
        }
        return new SetupException("The request to " + endpoint + " could not be made", cause);
    }

    private @Nullable SyncException known(Throwable link) {
        if (link instanceof WireBody.TooLarge) {
            return new RejectedException("Too much came from " + endpoint + ": " + link.getMessage(), link);
        }
        if (link instanceof UnknownHostException || link instanceof UnresolvedAddressException) {
            return new TransientException("There is no host " + endpoint.getHost() + "; is the base URL right?", link);
        }
        if (link instanceof ConnectException || link instanceof HttpConnectTimeoutException) {
            return new TransientException(
                    "No connection to " + endpoint.getAuthority() + "; is the base URL right?", link);
        }
        if (link instanceof CertificateException) {
            return new SetupException(
                    "The certificate of " + endpoint.getAuthority() + " is not trusted: " + link.getMessage(), link);
        }
        return null;
    }

    /** Ends the client's threads where the JDK can (21 and later); before, they end once it is unreachable. */
    @Override
    public synchronized void close() {
        closed = true;
        if ((Object) client instanceof AutoCloseable modern) {
            try {
                modern.close();
            } catch (Exception unexpected) {
                throw new IllegalStateException("The HTTP client could not be closed", unexpected);
            }
        }
    }
}
