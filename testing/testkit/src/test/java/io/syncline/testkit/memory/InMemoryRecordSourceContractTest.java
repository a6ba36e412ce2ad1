package io.syncline.testkit.memory;

import io.syncline.testkit.contract.Capability;
import io.syncline.testkit.contract.IdKind;
import io.syncline.testkit.contract.RecordSourceContract;
import io.syncline.testkit.contract.RecordSourceFixture;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;

class InMemoryRecordSourceContractTest {

    @Nested
    class WithFullPages implements RecordSourceContract {

        private final RecordSourceFixture fixture = new MemorySourceFixture();

        @Override
        public RecordSourceFixture fixture() {
            return fixture;
        }
    }

    @Nested
    class WithShortPages implements RecordSourceContract {

        private final RecordSourceFixture fixture =
                new MemorySourceFixture(PageShape.SHORT, true, UnaryOperator.identity());

        @Override
        public RecordSourceFixture fixture() {
            return fixture;
        }
    }

    @Nested
    class WithEmptyPages implements RecordSourceContract {

        private final RecordSourceFixture fixture =
                new MemorySourceFixture(PageShape.GAPPY, true, UnaryOperator.identity());

        @Override
        public RecordSourceFixture fixture() {
            return fixture;
        }
    }

    @Nested
    class WithSignedNumbers implements RecordSourceContract {

        private final RecordSourceFixture fixture = new MemorySourceFixture(IdKind.SIGNED_NUMBERS, PageShape.FULL);

        @Override
        public RecordSourceFixture fixture() {
            return fixture;
        }
    }

    @Nested
    class WithSignedNumbersAndEmptyPages implements RecordSourceContract {

        private final RecordSourceFixture fixture = new MemorySourceFixture(IdKind.SIGNED_NUMBERS, PageShape.GAPPY);

        @Override
        public RecordSourceFixture fixture() {
            return fixture;
        }
    }

    @Nested
    class WithUuids implements RecordSourceContract {

        private final RecordSourceFixture fixture = new MemorySourceFixture(IdKind.UUIDS, PageShape.SHORT);

        @Override
        public RecordSourceFixture fixture() {
            return fixture;
        }
    }

    @Nested
    class WithOddTexts implements RecordSourceContract {

        private final RecordSourceFixture fixture = new MemorySourceFixture(IdKind.ODD_TEXTS, PageShape.FULL);

        @Override
        public RecordSourceFixture fixture() {
            return fixture;
        }
    }

    @Nested
    class WithOddTextsAndEmptyPages implements RecordSourceContract {

        private final RecordSourceFixture fixture = new MemorySourceFixture(IdKind.ODD_TEXTS, PageShape.GAPPY);

        @Override
        public RecordSourceFixture fixture() {
            return fixture;
        }
    }

    @Nested
    class WithoutChangeTime implements RecordSourceContract {

        private final RecordSourceFixture fixture =
                new MemorySourceFixture(PageShape.FULL, false, UnaryOperator.identity());

        @Override
        public RecordSourceFixture fixture() {
            return fixture;
        }

        @Override
        public Set<Capability> lacking() {
            return Set.of(Capability.CHANGE_TIME);
        }
    }
}
