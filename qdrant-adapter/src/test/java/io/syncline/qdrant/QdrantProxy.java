package io.syncline.qdrant;

import com.google.common.io.ByteStreams;
import io.grpc.CallOptions;
import io.grpc.Grpc;
import io.grpc.HandlerRegistry;
import io.grpc.InsecureChannelCredentials;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.qdrant.client.grpc.QdrantOuterClass.HealthCheckReply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A proxy between a sink and a real server: counts calls, and lets a test change requests and answers or make calls
 * fail before or after the server has executed them.
 */
final class QdrantProxy implements AutoCloseable {

    private final ManagedChannel backend;
    private final Server server;
    private final Map<String, Rule> rules = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();

    QdrantProxy(QdrantServer target) {
        backend = Grpc.newChannelBuilderForAddress(target.host(), target.port(), InsecureChannelCredentials.create())
                .maxInboundMessageSize(256 << 20)
                .build();
        try {
            server = Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
                    .maxInboundMessageSize(256 << 20)
                    .fallbackHandlerRegistry(new Forwarding())
                    .build()
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A server that appears to be of a version that ignores conditions. */
    static QdrantProxy olderServer(QdrantServer target) {
        QdrantProxy proxy = new QdrantProxy(target);
        proxy.ignoreConditions();
        proxy.claimVersion("1.15.4");
        return proxy;
    }

    /** Removes the conditions of all upserts. */
    void ignoreConditions() {
        on(
                "Points/Upsert",
                (request, backend) -> backend.call(UpsertPoints.parseFrom(request).toBuilder()
                        .clearUpdateFilter()
                        .build()
                        .toByteArray()));
    }

    /** Makes the server report another version. */
    void claimVersion(String version) {
        on(
                "Qdrant/HealthCheck",
                (request, backend) -> HealthCheckReply.parseFrom(backend.call(request)).toBuilder()
                        .setVersion(version)
                        .build()
                        .toByteArray());
    }

    int port() {
        return server.getPort();
    }

    /** The handling of a call. */
    @FunctionalInterface
    interface Rule {

        /** Answers a request, with or without the server, or throws a status. */
        byte[] answer(byte[] request, Backend backend) throws IOException;
    }

    /** The server behind. */
    @FunctionalInterface
    interface Backend {
        byte[] call(byte[] request);
    }

    /** Applies a rule to a method such as Points/Upsert. */
    void on(String method, Rule rule) {
        rules.put("qdrant." + method, rule);
    }

    /** Forwards everything again. */
    void clear() {
        rules.clear();
    }

    int calls(String method) {
        AtomicInteger count = calls.get("qdrant." + method);
        return count == null ? 0 : count.get();
    }

    /** All calls since the proxy began. */
    int calls() {
        return calls.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    QdrantVectorSinkBuilder sink(String collection) {
        return QdrantVectorSink.builder()
                .host("127.0.0.1")
                .port(server.getPort())
                .collection(collection);
    }

    @Override
    public void close() {
        server.shutdownNow();
        backend.shutdownNow();
    }

    private final class Forwarding extends HandlerRegistry {

        @Override
        public ServerMethodDefinition<?, ?> lookupMethod(String method, @Nullable String authority) {
            MethodDescriptor<byte[], byte[]> descriptor = MethodDescriptor.<byte[], byte[]>newBuilder(
                            Bytes.MARSHALLER, Bytes.MARSHALLER)
                    .setType(MethodDescriptor.MethodType.UNARY)
                    .setFullMethodName(method)
                    .build();
            return ServerMethodDefinition.create(
                    descriptor,
                    ServerCalls.asyncUnaryCall(
                            (byte[] request, StreamObserver<byte[]> answer) -> forward(descriptor, request, answer)));
        }

        private void forward(MethodDescriptor<byte[], byte[]> method, byte[] request, StreamObserver<byte[]> answer) {
            String name = method.getFullMethodName();
            calls.computeIfAbsent(name, key -> new AtomicInteger()).incrementAndGet();
            Backend server =
                    bytes -> ClientCalls.blockingUnaryCall(backend.newCall(method, CallOptions.DEFAULT), bytes);
            try {
                Rule rule = rules.get(name);
                answer.onNext(rule == null ? server.call(request) : rule.answer(request, server));
                answer.onCompleted();
            } catch (IOException | RuntimeException e) {
                answer.onError(
                        e instanceof io.grpc.StatusRuntimeException
                                ? e
                                : Status.UNKNOWN
                                        .withCause(e)
                                        .withDescription(String.valueOf(e))
                                        .asRuntimeException());
            }
        }
    }

    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {

        static final Bytes MARSHALLER = new Bytes();

        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return ByteStreams.toByteArray(stream);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
