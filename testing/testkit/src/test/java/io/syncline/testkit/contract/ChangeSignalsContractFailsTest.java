package io.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.core.port.ChangeSignals;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The contract of signals passes for a database in memory, and fails for those with one defect. */
class ChangeSignalsContractFailsTest {

    /** A database of which nothing but the ids is known. */
    static class MemoryFixture implements ChangeSignalsFixture {

        private final Supplier<MemorySignals> opening;
        private final List<MemorySignals> opened = new ArrayList<>();
        private long last;

        MemoryFixture(Supplier<MemorySignals> opening) {
            this.opening = opening;
        }

        @Override
        public ChangeSignals open() {
            MemorySignals signals = opening.get();
            opened.add(signals);
            return signals;
        }

        @Override
        public ModelName model() {
            return MemorySignals.MODEL;
        }

        void write(RecordId id) {
            opened.forEach(signals -> signals.write(id));
        }

        @Override
        public RecordId create() {
            RecordId id = RecordId.of(++last);
            write(id);
            return id;
        }

        @Override
        public void update(RecordId id) {
            write(id);
        }

        @Override
        public void delete(RecordId id) {
            write(id);
        }

        @Override
        public RecordId createAndRollBack() {
            return RecordId.of(++last);
        }

        @Override
        public void create(int count) {
            for (int i = 0; i < count; i++) {
                create();
            }
        }

        @Override
        public void endConnections() {
            opened.forEach(MemorySignals::endConnection);
        }

        @Override
        public void close() {
            opened.forEach(MemorySignals::close);
        }
    }

    abstract static class OfFixture implements ChangeSignalsContract {

        private final MemoryFixture fixture;

        OfFixture(MemoryFixture fixture) {
            this.fixture = fixture;
        }

        @Override
        public ChangeSignalsFixture fixture() {
            return fixture;
        }
    }

    static class Correct extends OfFixture {
        Correct() {
            super(new MemoryFixture(MemorySignals::new));
        }
    }

    static class ReportsWhatIsRolledBack extends OfFixture {
        ReportsWhatIsRolledBack() {
            super(new MemoryFixture(MemorySignals::new) {
                @Override
                public RecordId createAndRollBack() {
                    return create();
                }
            });
        }
    }

    static class ForgetsBatches extends OfFixture {
        ForgetsBatches() {
            super(new MemoryFixture(() -> new MemorySignals() {
                @Override
                boolean forgetsBatches() {
                    return true;
                }
            }));
        }
    }

    static class ConcealsWhatItMissed extends OfFixture {
        ConcealsWhatItMissed() {
            super(new MemoryFixture(() -> new MemorySignals() {
                @Override
                boolean reportsMisses() {
                    return false;
                }
            }));
        }
    }

    @Test
    void contractShouldPassForADatabaseInMemory() {
        ContractRun run = ContractRun.of(Correct.class);
        assertThat(run.failed()).isEmpty();
        assertThat(run.passed()).isEqualTo(8);
    }

    @Test
    void contractShouldFailWhenRolledBackWritesAreReported() {
        assertThat(ContractRun.of(ReportsWhatIsRolledBack.class).failed())
                .containsExactly("writesThatAreRolledBackShouldNotBeSignalled");
    }

    @Test
    void contractShouldFailWhenBatchesAreForgotten() {
        assertThat(ContractRun.of(ForgetsBatches.class).failed()).contains("batchShouldComeAgainUntilItIsAcknowledged");
    }

    @Test
    void contractShouldFailWhenMissesAreConcealed() {
        assertThat(ContractRun.of(ConcealsWhatItMissed.class).failed())
                .contains("firstBatchShouldReportThatEarlierSignalsAreMissing");
    }
}
