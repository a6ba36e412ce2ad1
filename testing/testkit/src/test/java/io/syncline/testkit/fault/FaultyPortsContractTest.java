package io.syncline.testkit.fault;

import io.syncline.core.port.Embedder;
import io.syncline.testkit.contract.Capability;
import io.syncline.testkit.contract.EmbedderContract;
import io.syncline.testkit.contract.EmbedderFixture;
import io.syncline.testkit.contract.MetadataStoreContract;
import io.syncline.testkit.contract.MetadataStoreFixture;
import io.syncline.testkit.contract.RecordSourceContract;
import io.syncline.testkit.contract.RecordSourceFixture;
import io.syncline.testkit.contract.SharedDocumentsContract;
import io.syncline.testkit.contract.SinkQuarantineContract;
import io.syncline.testkit.contract.SourceCatalogContract;
import io.syncline.testkit.contract.VectorSinkContract;
import io.syncline.testkit.contract.VectorSinkFixture;
import io.syncline.testkit.memory.InMemoryEmbedder;
import io.syncline.testkit.memory.InMemoryVectorSink;
import io.syncline.testkit.memory.MemorySinkFixture;
import io.syncline.testkit.memory.MemorySourceFixture;
import io.syncline.testkit.memory.MemoryStoreFixture;
import io.syncline.testkit.memory.PageShape;
import java.util.Set;
import org.junit.jupiter.api.Nested;

/** A wrapper with an empty plan fulfils the contract of its port. */
class FaultyPortsContractTest {

    @Nested
    class OfSource implements RecordSourceContract {

        private final RecordSourceFixture fixture =
                new MemorySourceFixture(PageShape.GAPPY, true, new FaultInjector(FaultPlan.NONE)::wrap);

        @Override
        public RecordSourceFixture fixture() {
            return fixture;
        }

        @Override
        public Set<Capability> lacking() {
            return Set.of(Capability.CHANGE_PROBE);
        }
    }

    @Nested
    class OfEmbedder implements EmbedderContract {

        private final Embedder embedder = new FaultInjector(FaultPlan.NONE)
                .wrap(InMemoryEmbedder.builder().build());

        @Override
        public EmbedderFixture fixture() {
            return () -> embedder;
        }
    }

    @Nested
    class OfSink implements VectorSinkContract, SinkQuarantineContract, SourceCatalogContract {

        private final VectorSinkFixture fixture =
                new MemorySinkFixture(new InMemoryVectorSink(), new FaultInjector(FaultPlan.NONE)::wrap);

        @Override
        public VectorSinkFixture fixture() {
            return fixture;
        }
    }

    @Nested
    class OfStore implements MetadataStoreContract, SharedDocumentsContract {

        private final MetadataStoreFixture fixture = new MemoryStoreFixture(new FaultInjector(FaultPlan.NONE)::wrap);

        @Override
        public MetadataStoreFixture fixture() {
            return fixture;
        }

        @Override
        public Set<Capability> lacking() {
            return Set.of(Capability.DAMAGE);
        }
    }
}
