package io.syncline.qdrant;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tests of a sink whose calls go through a proxy that counts and breaks them, each with a collection of its own. */
abstract class BehindProxy {

    final QdrantServer server = QdrantServer.shared();
    final QdrantProxy proxy = new QdrantProxy(server);
    final String name = server.freshName();
    QdrantVectorSink sink;

    @BeforeEach
    void prepare() {
        sink = proxy.sink(name).build();
        sink.prepare(Documents.SCHEMA);
    }

    @AfterEach
    void close() {
        sink.close();
        proxy.close();
    }
}
