package io.syncline.testkit.memory;

import io.syncline.testkit.contract.Capability;
import io.syncline.testkit.contract.IdKind;
import io.syncline.testkit.contract.SinkHiddenWordsContract;
import io.syncline.testkit.contract.StrayPointsContract;
import io.syncline.testkit.contract.VectorSinkContract;
import io.syncline.testkit.contract.VectorSinkFixture;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;

class InMemoryVectorSinkContractTest {

    private interface Whole extends VectorSinkContract, SinkHiddenWordsContract, StrayPointsContract {}

    @Nested
    class Loud implements Whole {

        private final VectorSinkFixture fixture = over(new InMemoryVectorSink());

        @Override
        public VectorSinkFixture fixture() {
            return fixture;
        }
    }

    @Nested
    class Silent implements Whole {

        private final VectorSinkFixture fixture = over(InMemoryVectorSink.silent());

        @Override
        public VectorSinkFixture fixture() {
            return fixture;
        }

        @Override
        public Set<Capability> lacking() {
            return Set.of(Capability.LOST_RACE_REPORT);
        }
    }

    @Nested
    class SignedNumbers implements Whole {

        private final VectorSinkFixture fixture = over(new InMemoryVectorSink());

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
    class Uuids implements Whole {

        private final VectorSinkFixture fixture = over(new InMemoryVectorSink());

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
    class OddTexts implements Whole {

        private final VectorSinkFixture fixture = over(new InMemoryVectorSink());

        @Override
        public VectorSinkFixture fixture() {
            return fixture;
        }

        @Override
        public IdKind kind() {
            return IdKind.ODD_TEXTS;
        }
    }

    @Nested
    class UnorderedNumbers implements Whole {

        private final VectorSinkFixture fixture =
                over(InMemoryVectorSink.builder().unordered(true).build());

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
    class UnorderedUuids implements Whole {

        private final VectorSinkFixture fixture =
                over(InMemoryVectorSink.builder().unordered(true).build());

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
    class UnorderedOddTexts implements Whole {

        private final VectorSinkFixture fixture =
                over(InMemoryVectorSink.builder().unordered(true).build());

        @Override
        public VectorSinkFixture fixture() {
            return fixture;
        }

        @Override
        public IdKind kind() {
            return IdKind.ODD_TEXTS;
        }
    }

    private static VectorSinkFixture over(InMemoryVectorSink sink) {
        return new MemorySinkFixture(sink, UnaryOperator.identity());
    }
}
