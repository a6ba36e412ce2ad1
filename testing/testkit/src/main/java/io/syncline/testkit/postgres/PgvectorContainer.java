package io.syncline.testkit.postgres;

import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** The server in a container; a class of its own because it needs Testcontainers to load. */
final class PgvectorContainer {

    private static final String IMAGE = "pgvector/pgvector:pg17";
    private static final int PORT = 5432;

    private PgvectorContainer() {}

    static boolean isPossible() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    /** Starts a server that Testcontainers removes when this process ends. */
    @SuppressWarnings("resource")
    static PgvectorTestServer start() {
        GenericContainer<?> container = new GenericContainer<>(IMAGE)
                .withExposedPorts(PORT)
                .withEnv("POSTGRES_PASSWORD", PostgresServer.PASSWORD)
                // once by the server that creates the database, once by the one that stays
                .waitingFor(Wait.forLogMessage(".*ready to accept connections.*", 2));
        container.start();
        return new PgvectorTestServer(
                "jdbc:postgresql://" + container.getHost() + ":" + container.getMappedPort(PORT) + "/"
                        + PostgresServer.DATABASE,
                PostgresServer.USER,
                PostgresServer.PASSWORD);
    }
}
