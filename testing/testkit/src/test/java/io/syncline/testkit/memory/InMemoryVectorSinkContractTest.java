package io.syncline.testkit.memory;

import io.syncline.testkit.contract.Capability;
import io.syncline.testkit.contract.SinkQuarantineContract;
import io.syncline.testkit.contract.VectorSinkContract;
import io.syncline.testkit.contract.VectorSinkFixture;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;

class InMemoryVectorSinkContractTest {

    @Nested
    class Loud implements VectorSinkContract, SinkQuarantineContract {

        private final VectorSinkFixture fixture =
                new MemorySinkFixture(new InMemoryVectorSink(), UnaryOperator.identity());

        @Override
        public VectorSinkFixture fixture() {
            return fixture;
        }
    }

    @Nested
    class Silent implements VectorSinkContract, SinkQuarantineContract {

        private final VectorSinkFixture fixture =
                new MemorySinkFixture(InMemoryVectorSink.silent(), UnaryOperator.identity());

        @Override
        public VectorSinkFixture fixture() {
            return fixture;
        }

        @Override
        public Set<Capability> lacking() {
            return Set.of(Capability.LOST_RACE_REPORT);
        }
    }
}
