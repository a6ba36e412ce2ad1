package io.syncline.qdrant;

import io.qdrant.client.grpc.Collections.DeleteCollection;
import io.syncline.core.port.VectorSink;
import io.syncline.testkit.contract.SinkQuarantineContract;
import io.syncline.testkit.contract.VectorSinkContract;
import io.syncline.testkit.contract.VectorSinkFixture;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

class QdrantVectorSinkContractTest {

    @Nested
    class Plain implements VectorSinkContract, SinkQuarantineContract {

        private final VectorSinkFixture fixture = new FreshCollection(QdrantServer.shared()::sink);

        @Override
        public VectorSinkFixture fixture() {
            return fixture;
        }
    }

    /** The same with a server without conditional writes, so that the sink reads before it writes. */
    @Nested
    class OnAnOlderServer implements VectorSinkContract, SinkQuarantineContract {

        private final QdrantProxy proxy = QdrantProxy.olderServer(QdrantServer.shared());
        private final VectorSinkFixture fixture =
                new FreshCollection(name -> proxy.sink(name).batchPoints(100));

        @Override
        public VectorSinkFixture fixture() {
            return fixture;
        }

        @AfterEach
        void closeProxy() {
            proxy.close();
        }
    }

    private static final class FreshCollection implements VectorSinkFixture {

        private final QdrantServer server = QdrantServer.shared();
        private final String name = server.freshName();
        private final Function<String, QdrantVectorSinkBuilder> builder;
        private VectorSink sink;

        FreshCollection(Function<String, QdrantVectorSinkBuilder> builder) {
            this.builder = builder;
            this.sink = open();
        }

        private VectorSink open() {
            return builder.apply(name).build();
        }

        @Override
        public VectorSink sink() {
            return sink;
        }

        @Override
        public VectorSink reopen() {
            sink.close();
            sink = open();
            return sink;
        }

        @Override
        public void close() {
            sink.close();
            server.collections()
                    .delete(DeleteCollection.newBuilder()
                            .setCollectionName(name + "-g1")
                            .build());
        }
    }
}
