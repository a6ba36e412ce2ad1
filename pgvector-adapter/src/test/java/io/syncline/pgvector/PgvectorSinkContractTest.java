package io.syncline.pgvector;

import io.syncline.testkit.contract.IdKind;
import io.syncline.testkit.contract.SinkHiddenWordsContract;
import io.syncline.testkit.contract.SinkStoredVectorsContract;
import io.syncline.testkit.contract.VectorSinkContract;
import io.syncline.testkit.contract.VectorSinkFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

class PgvectorSinkContractTest {

    private static final int NEVER = Integer.MAX_VALUE;

    @Nested
    class Numbers extends SinkContract {
        Numbers() {
            super(IdKind.POSITIVE_NUMBERS);
        }
    }

    @Nested
    class SignedNumbers extends SinkContract {
        SignedNumbers() {
            super(IdKind.SIGNED_NUMBERS);
        }
    }

    @Nested
    class Uuids extends SinkContract {
        Uuids() {
            super(IdKind.UUIDS);
        }
    }

    @Nested
    class OddTexts extends SinkContract {
        OddTexts() {
            super(IdKind.ODD_TEXTS);
        }
    }

    /** Each transaction may get another session. */
    @Nested
    class BehindPgBouncer extends SinkContract {
        BehindPgBouncer() {
            super(IdKind.POSITIVE_NUMBERS);
        }

        @Override
        PgvectorTestSchema schema() {
            return PgvectorTestSchema.behindPgBouncer();
        }
    }

    abstract static class SinkContract
            implements VectorSinkContract, SinkHiddenWordsContract, SinkStoredVectorsContract {

        private final IdKind kind;
        private VectorSinkFixture fixture;

        SinkContract(IdKind kind) {
            this.kind = kind;
        }

        @BeforeEach
        void open() {
            fixture = new PgvectorFixture(schema(), NEVER);
        }

        PgvectorTestSchema schema() {
            return PgvectorTestSchema.create();
        }

        @Override
        public VectorSinkFixture fixture() {
            return fixture;
        }

        @Override
        public IdKind kind() {
            return kind;
        }
    }
}
