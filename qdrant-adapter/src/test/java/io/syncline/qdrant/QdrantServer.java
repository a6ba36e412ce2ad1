package io.syncline.qdrant;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.qdrant.client.grpc.CollectionsGrpc;
import io.qdrant.client.grpc.CollectionsGrpc.CollectionsBlockingStub;
import io.qdrant.client.grpc.PointsGrpc;
import io.qdrant.client.grpc.PointsGrpc.PointsBlockingStub;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;

/**
 * The real server that the tests of this JVM share: one given by the environment, else a container, else a process. Each
 * test uses a collection of its own. Where there is none, tests fail.
 */
final class QdrantServer {

    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final int GRPC_PORT = 6334;

    private final String host;
    private final int port;
    private final OptionalInt httpPort;
    private final ManagedChannel channel;

    private QdrantServer(String host, int port, OptionalInt httpPort) {
        this.host = host;
        this.port = port;
        this.httpPort = httpPort;
        this.channel = Grpc.newChannelBuilderForAddress(host, port, InsecureChannelCredentials.create())
                .maxInboundMessageSize(64 << 20)
                .build();
    }

    /** The shared server, started at the first call. */
    static QdrantServer shared() {
        return Holder.SERVER;
    }

    /** A view of a server that a test started for itself. */
    static QdrantServer of(QdrantProcess process) {
        return new QdrantServer(process.host(), process.port(), OptionalInt.of(process.httpPort()));
    }

    String host() {
        return host;
    }

    int port() {
        return port;
    }

    /** The port that speaks HTTP, where it is known. */
    OptionalInt httpPort() {
        return httpPort;
    }

    /** The bare API, for what a test wants to see or do past the sink. */
    PointsBlockingStub points() {
        return PointsGrpc.newBlockingStub(channel);
    }

    CollectionsBlockingStub collections() {
        return CollectionsGrpc.newBlockingStub(channel);
    }

    /** A name that no other test uses. */
    String freshName() {
        return "test-" + ProcessHandle.current().pid() + "-" + NAMES.incrementAndGet();
    }

    /** A builder of sinks in this server. */
    QdrantSinkBuilder sink(String collection) {
        return QdrantVectorSink.builder().host(host).port(port).collection(collection);
    }

    private static QdrantServer start() {
        String given = System.getenv("SYNCLINE_QDRANT_HOST");
        if (given != null && !given.isBlank()) {
            String port = System.getenv("SYNCLINE_QDRANT_PORT");
            return new QdrantServer(
                    given, port == null || port.isBlank() ? GRPC_PORT : Integer.parseInt(port), OptionalInt.empty());
        }
        if (dockerMayRun() && DockerClientFactory.instance().isDockerAvailable()) {
            GenericContainer<?> container = new GenericContainer<>("qdrant/qdrant:v1.16.3").withExposedPorts(GRPC_PORT);
            container.start();
            return new QdrantServer(container.getHost(), container.getMappedPort(GRPC_PORT), OptionalInt.empty());
        }
        return of(QdrantProcess.start());
    }

    /** Spares machines without Docker the long search for it. */
    private static boolean dockerMayRun() {
        return System.getenv("DOCKER_HOST") != null
                || Files.exists(Path.of("/var/run/docker.sock"))
                || Files.exists(Path.of(System.getProperty("user.home"), ".docker"));
    }

    private static final class Holder {
        static final QdrantServer SERVER = start();
    }
}
