package io.syncline.testkit.qdrant;

import java.util.OptionalInt;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;

/** The server in a container; a class of its own because it needs Testcontainers to load. */
final class QdrantContainer {

    private static final String IMAGE = "qdrant/qdrant:v1.16.3";

    private QdrantContainer() {}

    static boolean isPossible() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    /** Starts a server that Testcontainers removes when this process ends. */
    @SuppressWarnings("resource")
    static QdrantTestServer start() {
        GenericContainer<?> container = new GenericContainer<>(IMAGE).withExposedPorts(QdrantTestServer.GRPC_PORT);
        container.start();
        return new QdrantTestServer(
                container.getHost(), container.getMappedPort(QdrantTestServer.GRPC_PORT), OptionalInt.empty());
    }
}
