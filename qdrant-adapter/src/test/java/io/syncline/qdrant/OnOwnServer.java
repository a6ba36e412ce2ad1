package io.syncline.qdrant;

import io.syncline.testkit.qdrant.QdrantProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tests that do something to the server that others would notice, so each has one of its own. */
abstract class OnOwnServer {

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
