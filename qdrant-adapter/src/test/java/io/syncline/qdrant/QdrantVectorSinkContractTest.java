package io.syncline.qdrant;

import io.syncline.testkit.contract.Capability;
import io.syncline.testkit.contract.IdKind;
import io.syncline.testkit.contract.SinkHiddenWordsContract;
import io.syncline.testkit.contract.SinkQuarantineContract;
import io.syncline.testkit.contract.SinkStoredVectorsContract;
import io.syncline.testkit.contract.SourceCatalogContract;
import io.syncline.testkit.contract.StrayPointsContract;
import io.syncline.testkit.contract.VectorSinkContract;
import io.syncline.testkit.contract.VectorSinkFixture;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Tests run beside each other, each with a collection of its own: most of their time is spent waiting for the disk of the server. */
class QdrantVectorSinkContractTest {

    private interface WithoutWords
            extends VectorSinkContract,
                    SinkQuarantineContract,
                    SourceCatalogContract,
                    StrayPointsContract,
                    SinkStoredVectorsContract {

        /** A server that the environment names may have its HTTP port elsewhere. */
        @Override
        default Set<Capability> lacking() {
            return QdrantServer.shared().httpPort().isPresent() ? Set.of() : Set.of(Capability.COPIES);
        }
    }

    private interface Whole extends WithoutWords, SinkHiddenWordsContract {}

    @Nested
    @Execution(ExecutionMode.CONCURRENT)
    class PositiveNumbers implements Whole {

        private final VectorSinkFixture fixture = new FreshCollection(QdrantServer.shared()::sink);

        @Override
        public VectorSinkFixture fixture() {
            return fixture;
        }
    }

    @Nested
    @Execution(ExecutionMode.CONCURRENT)
    class SignedNumbers implements Whole {

        private final VectorSinkFixture fixture = new FreshCollection(QdrantServer.shared()::sink);

        @Override
        public VectorSinkFixture fixture() {
            return fixture;
        }

        @Override
        public IdKind kind() {
            return IdKind.SIGNED_NUMBERS;
        }
    }

    @Nested
    @Execution(ExecutionMode.CONCURRENT)
    class Uuids implements Whole {

        private final VectorSinkFixture fixture = new FreshCollection(QdrantServer.shared()::sink);

        @Override
        public VectorSinkFixture fixture() {
            return fixture;
        }

        @Override
        public IdKind kind() {
            return IdKind.UUIDS;
        }
    }

    @Nested
    @Execution(ExecutionMode.CONCURRENT)
    class OddTexts implements Whole {

        private final VectorSinkFixture fixture =
                new FreshCollection(name -> QdrantServer.shared().sink(name).hybrid(true));

        @Override
        public VectorSinkFixture fixture() {
            return fixture;
        }

        @Override
        public IdKind kind() {
            return IdKind.ODD_TEXTS;
        }
    }

    /** The same with a server without conditional writes, so that the sink reads before it writes. */
    @Nested
    @Execution(ExecutionMode.CONCURRENT)
    class OnAnOlderServer implements Whole {

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

    @Nested
    @Execution(ExecutionMode.CONCURRENT)
    class UuidsOnAnOlderServer implements WithoutWords {

        private final QdrantProxy proxy = QdrantProxy.olderServer(QdrantServer.shared());
        private final VectorSinkFixture fixture =
                new FreshCollection(name -> proxy.sink(name).hybrid(false));

        @Override
        public VectorSinkFixture fixture() {
            return fixture;
        }

        @Override
        public IdKind kind() {
            return IdKind.UUIDS;
        }

        @AfterEach
        void closeProxy() {
            proxy.close();
        }
    }
}
