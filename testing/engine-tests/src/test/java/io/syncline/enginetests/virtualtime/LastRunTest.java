package io.syncline.enginetests.virtualtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.LastRun;
import io.syncline.api.RunKind;
import io.syncline.api.RunOutcome;
import io.syncline.api.VerifyReport;
import io.syncline.api.VerifyRequest;
import io.syncline.api.failure.ReadOnlyStoreException;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.embedding.EmbeddingResult;
import io.syncline.core.port.embedding.InputType;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.metadata.StateKey;
import io.syncline.testkit.forward.ForwardingEmbedder;
import io.syncline.testkit.forward.ForwardingMetadataStore;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a run leaves for people who look later, and what runs do where nothing can be left. */
class LastRunTest {

    private final VirtualEngine engine = new VirtualEngine();

    @Test
    void completedRunShouldBeTheLastOne() {
        engine.create(3);
        engine.sync();

        assertThat(lastRun().kind()).isEqualTo(RunKind.SYNC);
        assertThat(lastRun().outcome()).isEqualTo(RunOutcome.COMPLETED);
        assertThat(lastRun().problem()).isEmpty();

        engine.verify();
        assertThat(lastRun().kind()).isEqualTo(RunKind.VERIFY);
    }

    @Test
    void failedRunShouldLeaveItsReasonUntilAnotherOneEnds() {
        engine.create(3);
        engine.sync();
        engine.put(2, "Changed");
        engine.embedder = new ForwardingEmbedder(engine.vectors) {
            @Override
            public EmbeddingResult embed(List<String> texts, InputType type) {
                throw new SetupException("The key was revoked");
            }
        };
        assertThat(engine.sync().outcome()).isEqualTo(RunOutcome.FAILED);

        assertThat(lastRun().outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(lastRun().problem()).contains("The key was revoked");

        engine.embedder = engine.vectors;
        engine.sync();
        assertThat(lastRun().outcome()).isEqualTo(RunOutcome.COMPLETED);
    }

    @Test
    void comparisonShouldNeedNoLeaseWhereTheStatesCannotBeWritten() {
        engine.create(3);
        engine.sync();
        engine.metadata = readOnly();

        VerifyReport report = engine.verify();
        assertThat(report.outcome()).as(report.errors().toString()).isEqualTo(RunOutcome.COMPLETED);
        assertThat(report.recordsStored()).isEqualTo(3);
        assertThat(report.warnings()).anyMatch(warning -> warning.contains("without the lease"));

        VerifyReport repair = engine.verify(
                VerifyRequest.builder().model(VirtualEngine.MODEL).repair(true).build());
        assertThat(repair.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(repair.errors()).containsExactly("The disk is mounted for reading");
    }

    private MetadataStore readOnly() {
        return new ForwardingMetadataStore(engine.states) {
            @Override
            public boolean compareAndSet(StateKey key, long expectedRevision, ModelState next) {
                throw new ReadOnlyStoreException("The disk is mounted for reading", null);
            }
        };
    }

    private ModelState state() {
        return engine.states.read(VirtualEngine.STATE).state();
    }

    private LastRun lastRun() {
        return state().lastRun().orElseThrow();
    }
}
