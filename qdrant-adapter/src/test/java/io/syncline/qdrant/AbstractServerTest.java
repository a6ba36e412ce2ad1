package io.syncline.qdrant;

import io.syncline.testkit.qdrant.QdrantProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tests that affect the whole server, so each has one of its own. */
abstract class AbstractServerTest {

    QdrantProcess process;
    QdrantServer server;

    @BeforeEach
    void start() {
        process = QdrantProcess.start();
        server = QdrantServer.of(process);
    }

    @AfterEach
    void stop() {
        server.close();
        process.close();
    }
}
