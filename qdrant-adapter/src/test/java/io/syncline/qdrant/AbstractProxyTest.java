package io.syncline.qdrant;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tests of a sink behind a proxy that counts calls and makes them fail, each with a collection of its own. */
abstract class AbstractProxyTest {

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
