package io.syncline.testkit.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.core.port.Embedder;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.embedding.EmbedderQuota;
import io.syncline.testkit.ManualClock;
import io.syncline.testkit.contract.Capability;
import io.syncline.testkit.contract.EmbedderContract;
import io.syncline.testkit.contract.EmbedderFixture;
import io.syncline.testkit.contract.MetadataStoreContract;
import io.syncline.testkit.contract.MetadataStoreFixture;
import io.syncline.testkit.contract.RecordSourceContract;
import io.syncline.testkit.contract.RecordSourceFixture;
import io.syncline.testkit.contract.SinkQuarantineContract;
import io.syncline.testkit.contract.SourceCatalogContract;
import io.syncline.testkit.contract.VectorSinkContract;
import io.syncline.testkit.contract.VectorSinkFixture;
import io.syncline.testkit.embedding.SimulatedService;
import io.syncline.testkit.memory.CountingVectorSink;
import io.syncline.testkit.memory.InMemoryEmbedder;
import io.syncline.testkit.memory.InMemoryVectorSink;
import io.syncline.testkit.memory.MemorySinkFixture;
import io.syncline.testkit.memory.MemorySourceFixture;
import io.syncline.testkit.memory.MemoryStoreFixture;
import io.syncline.testkit.memory.PageShape;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A wrapper that overrides nothing fulfils the contract of its port. */
class ForwardingPortsTest {

    @Nested
    class OfSource implements RecordSourceContract {

        private final RecordSourceFixture fixture =
                new MemorySourceFixture(PageShape.GAPPY, true, source -> new ForwardingRecordSource(source) {});

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

        private final Embedder embedder =
                new ForwardingEmbedder(InMemoryEmbedder.builder().build()) {};

        @Override
        public EmbedderFixture fixture() {
            return () -> embedder;
        }
    }

    @Nested
    class OfSink implements VectorSinkContract, SinkQuarantineContract, SourceCatalogContract {

        private final VectorSinkFixture fixture =
                new MemorySinkFixture(new InMemoryVectorSink(), sink -> new ForwardingCatalogSink(sink) {});

        @Override
        public VectorSinkFixture fixture() {
            return fixture;
        }
    }

    @Nested
    class OfStore implements MetadataStoreContract {

        private final MetadataStoreFixture fixture =
                new MemoryStoreFixture(store -> new ForwardingMetadataStore(store) {});

        @Override
        public MetadataStoreFixture fixture() {
            return fixture;
        }

        @Override
        public Set<Capability> lacking() {
            return Set.of(Capability.DAMAGE);
        }
    }

    @Test
    void meteredEmbedderShouldDelegateQuotaAndRatio() {
        EmbedderQuota quota = EmbedderQuota.builder().tokensPerMinute(7).build();
        SimulatedService service = SimulatedService.builder(new ManualClock(Instant.EPOCH))
                .toldQuota(quota)
                .expectedRatio(0.5)
                .build();

        ForwardingMeteredEmbedder embedder = new ForwardingMeteredEmbedder(service) {};

        assertThat(embedder.quota()).isEqualTo(quota);
        assertThat(embedder.expectedRatio()).isEqualTo(0.5);
    }

    @Test
    void quarantiningSinkShouldRefuseASinkWithoutAQuarantine() {
        VectorSink sink = new CountingVectorSink();

        assertThatThrownBy(() -> new ForwardingQuarantiningSink(sink) {})
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CountingVectorSink");
    }

    @Test
    void catalogSinkShouldRefuseASinkWithoutACatalog() {
        VectorSink sink = new ForwardingQuarantiningSink(new InMemoryVectorSink()) {};

        assertThatThrownBy(() -> new ForwardingCatalogSink(sink) {})
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no catalog");
    }
}
