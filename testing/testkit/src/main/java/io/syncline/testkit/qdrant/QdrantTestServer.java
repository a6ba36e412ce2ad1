package io.syncline.testkit.qdrant;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The real server that the tests of a process share: the one that the environment names by {@code SYNCLINE_QDRANT_HOST}
 * and {@code SYNCLINE_QDRANT_PORT}, else a container where Docker runs and Testcontainers is on the class path, else a
 * {@link QdrantProcess}. Each test should use a collection of its own.
 *
 * @param host its host
 * @param port its gRPC port
 * @param httpPort its HTTP port, where it is known
 */
public record QdrantTestServer(String host, int port, OptionalInt httpPort) {

    static final int GRPC_PORT = 6334;

    private static final AtomicInteger NAMES = new AtomicInteger();

    /**
     * The shared server, started at the first call and ended with this process.
     *
     * @return the server, ready
     * @throws IllegalStateException if no server is given and none can be started
     */
    public static QdrantTestServer shared() {
        return Holder.SERVER;
    }

    /**
     * Makes a name for a collection that no other test uses.
     *
     * @return a name
     */
    public static String freshName() {
        return "test-" + ProcessHandle.current().pid() + "-" + NAMES.incrementAndGet();
    }

    private static QdrantTestServer find() {
        String given = System.getenv("SYNCLINE_QDRANT_HOST");
        if (given != null && !given.isBlank()) {
            String port = System.getenv("SYNCLINE_QDRANT_PORT");
            return new QdrantTestServer(
                    given, port == null || port.isBlank() ? GRPC_PORT : Integer.parseInt(port), OptionalInt.empty());
        }
        if (dockerMayRun() && QdrantContainer.isPossible()) {
            return QdrantContainer.start();
        }
        QdrantProcess process = QdrantProcess.start();
        return new QdrantTestServer(process.host(), process.port(), OptionalInt.of(process.httpPort()));
    }

    /** Avoids the long search for Docker on machines without it. */
    private static boolean dockerMayRun() {
        boolean sign = System.getenv("DOCKER_HOST") != null
                || Files.exists(Path.of("/var/run/docker.sock"))
                || Files.exists(Path.of(System.getProperty("user.home"), ".docker"));
        return sign && isOnTheClassPath("org.testcontainers.DockerClientFactory");
    }

    private static boolean isOnTheClassPath(String type) {
        try {
            Class.forName(type, false, QdrantTestServer.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static final class Holder {
        static final QdrantTestServer SERVER = find();
    }
}
