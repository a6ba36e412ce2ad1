package io.syncline.qdrant;

import com.google.common.util.concurrent.ListenableFuture;
import io.grpc.ChannelCredentials;
import io.grpc.ConnectivityState;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.grpc.stub.MetadataUtils;
import io.qdrant.client.grpc.CollectionsGrpc;
import io.qdrant.client.grpc.CollectionsGrpc.CollectionsFutureStub;
import io.qdrant.client.grpc.PointsGrpc;
import io.qdrant.client.grpc.PointsGrpc.PointsFutureStub;
import io.qdrant.client.grpc.QdrantGrpc;
import io.qdrant.client.grpc.QdrantGrpc.QdrantFutureStub;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.TransientException;
import io.syncline.api.failure.UnknownOutcomeException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A channel to the server, which maps its failures.
 *
 * <p>It uses the stubs without the vendor's client class, which logs each failure with its stack trace, does not expose
 * message sizes and keep-alive, and whose compatibility check can block indefinitely.
 */
final class QdrantConnection implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(QdrantConnection.class);

    private static final long RECONNECT_MILLIS = 500;
    private static final long FIRST_ANSWER_MILLIS = 10_000;
    private static final Set<Status.Code> NO_ANSWER =
            EnumSet.of(Status.Code.UNAVAILABLE, Status.Code.DEADLINE_EXCEEDED, Status.Code.CANCELLED);
    private static final int MAX_RESPONSE_BYTES = 64 << 20;
    private static final long KEEP_ALIVE_SECONDS = 30;
    private static final long KEEP_ALIVE_TIMEOUT_SECONDS = 10;
    private static final long CLOSE_SECONDS = 5;
    private static final Metadata.Key<String> API_KEY = Metadata.Key.of("api-key", Metadata.ASCII_STRING_MARSHALLER);

    private final ManagedChannel channel;
    private final GrpcFailures failures;
    private final long deadlineMillis;
    private volatile boolean answered;
    private final String address;

    QdrantConnection(ConnectionSettings settings) {
        address = settings.address();
        failures = new GrpcFailures(address);
        deadlineMillis = settings.deadline().toMillis();
        Metadata headers = new Metadata();
        settings.apiKey().ifPresent(key -> headers.put(API_KEY, key));
        channel = Grpc.newChannelBuilderForAddress(settings.host(), settings.port(), credentials(settings))
                .maxInboundMessageSize(MAX_RESPONSE_BYTES)
                .keepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
                .keepAliveTimeout(KEEP_ALIVE_TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .intercept(MetadataUtils.newAttachHeadersInterceptor(headers))
                .build();
    }

    private static ChannelCredentials credentials(ConnectionSettings settings) {
        if (!settings.tls()) {
            return InsecureChannelCredentials.create();
        }
        if (settings.trusted().isEmpty()) {
            return TlsChannelCredentials.create();
        }
        Path file = settings.trusted().get();
        try {
            return TlsChannelCredentials.newBuilder()
                    .trustManager(file.toFile())
                    .build();
        } catch (IOException e) {
            throw new SetupException("Cannot read the trusted certificates of Qdrant from " + file, e);
        }
    }

    String address() {
        return address;
    }

    PointsFutureStub points() {
        reconnect();
        return PointsGrpc.newFutureStub(channel).withDeadlineAfter(deadline(), TimeUnit.MILLISECONDS);
    }

    CollectionsFutureStub collections() {
        reconnect();
        return CollectionsGrpc.newFutureStub(channel).withDeadlineAfter(deadline(), TimeUnit.MILLISECONDS);
    }

    QdrantFutureStub service() {
        reconnect();
        return QdrantGrpc.newFutureStub(channel).withDeadlineAfter(deadline(), TimeUnit.MILLISECONDS);
    }

    /**
     * Reconnects a lost connection, and waits briefly for it. Otherwise the channel fails all calls immediately, with the
     * reason of its last attempt, during its back-off of up to two minutes.
     */
    private void reconnect() {
        if (channel.getState(false) != ConnectivityState.TRANSIENT_FAILURE) {
            return;
        }
        CountDownLatch changed = new CountDownLatch(1);
        channel.notifyWhenStateChanged(ConnectivityState.TRANSIENT_FAILURE, changed::countDown);
        channel.resetConnectBackoff();
        try {
            if (!changed.await(Math.min(RECONNECT_MILLIS, deadlineMillis), TimeUnit.MILLISECONDS)) {
                LOG.debug("Qdrant at {} is still unreachable", address);
            }
        } catch (InterruptedException e) {
            // The following call sees the flag.
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for a response. Maps {@link TooLargeException} to a rejection. */
    <T> T await(Call call, ListenableFuture<T> answer) {
        try {
            return awaitSplittable(call, answer);
        } catch (TooLargeException e) {
            throw e.asRejected();
        }
    }

    /** Waits for a response, for a caller that can split its request on {@link TooLargeException}. */
    <T> T awaitSplittable(Call call, ListenableFuture<T> answer) {
        try {
            T result = answer.get();
            answered = true;
            return result;
        } catch (ExecutionException e) {
            if (isAnswer(e.getCause())) {
                answered = true;
            }
            throw failure(call, e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            String message = failures.message(call, "did not respond before the thread was interrupted");
            throw call.write() ? new UnknownOutcomeException(message, e) : new TransientException(message, e);
        }
    }

    /**
     * Nothing has to be long before the server has answered for the first time, and a port that takes connections and never
     * answers is probably not its port.
     */
    private long deadline() {
        return answered ? deadlineMillis : Math.min(deadlineMillis, FIRST_ANSWER_MILLIS);
    }

    private static boolean isAnswer(@Nullable Throwable thrown) {
        return thrown instanceof StatusRuntimeException failure
                && !NO_ANSWER.contains(failure.getStatus().getCode());
    }

    private RuntimeException failure(Call call, Throwable thrown) {
        if (channel.isShutdown()) {
            return new IllegalStateException("The connection to Qdrant at " + address + " is closed", thrown);
        }
        return failures.of(call, thrown);
    }

    @Override
    public void close() {
        channel.shutdown();
        try {
            if (!channel.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                channel.shutdownNow();
            }
        } catch (InterruptedException e) {
            channel.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
