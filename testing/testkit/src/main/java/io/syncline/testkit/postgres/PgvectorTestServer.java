package io.syncline.testkit.postgres;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The real PostgreSQL server with pgvector that the tests of a process share: the one that the environment names by {@code
 * SYNCLINE_PGVECTOR_URL}, {@code SYNCLINE_PGVECTOR_USER} and {@code SYNCLINE_PGVECTOR_PASSWORD}, else a container where Docker
 * runs and Testcontainers is on the class path, else a {@link PgvectorProcess}. Each test should use a collection or schema of its
 * own. Without a server, tests fail.
 *
 * @param url the address of a database for JDBC, without login and password
 * @param user a login that may create tables and schemas
 * @param password its password
 */
public record PgvectorTestServer(String url, String user, String password) {

    private static final AtomicInteger NAMES = new AtomicInteger();

    /**
     * The shared server, started at the first call and ended with this process.
     *
     * @return the server, ready
     * @throws IllegalStateException if no server is given and none can be started
     */
    public static PgvectorTestServer shared() {
        return Holder.SERVER;
    }

    /** Makes a name for a schema or collection that no other test uses. */
    public static String freshName() {
        return "test_" + ProcessHandle.current().pid() + "_" + NAMES.incrementAndGet();
    }

    private static PgvectorTestServer find() {
        String given = System.getenv("SYNCLINE_PGVECTOR_URL");
        if (given != null && !given.isBlank()) {
            return new PgvectorTestServer(
                    given, variable("SYNCLINE_PGVECTOR_USER"), variable("SYNCLINE_PGVECTOR_PASSWORD"));
        }
        if (dockerMayRun() && PgvectorContainer.isPossible()) {
            return PgvectorContainer.start();
        }
        PgvectorProcess process = PgvectorProcess.start();
        return new PgvectorTestServer(process.url(), PostgresServer.USER, PostgresServer.PASSWORD);
    }

    private static String variable(String name) {
        String value = System.getenv(name);
        return value == null ? "" : value;
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
            Class.forName(type, false, PgvectorTestServer.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static final class Holder {
        static final PgvectorTestServer SERVER = find();
    }
}
