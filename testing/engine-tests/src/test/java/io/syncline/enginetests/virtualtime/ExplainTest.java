package io.syncline.enginetests.virtualtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.RecordExplanation;
import io.syncline.api.RecordExplanation.Verdict;
import io.syncline.api.RecordId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Why a search does not find a record that the source has. */
class ExplainTest {

    private final VirtualEngine engine = new VirtualEngine();

    @BeforeEach
    void sync() {
        engine.create(3);
        engine.wait(Duration.ofMinutes(1));
        engine.sync();
        engine.wait(Duration.ofMinutes(1));
    }

    @Test
    void recordWhosePointsSomebodyDeletedShouldBeMissing() {
        long epoch = engine.states.read(VirtualEngine.STATE).state().epoch();
        engine.points.delete(VirtualEngine.KEY, epoch, List.of(RecordId.of(2)));

        RecordExplanation explanation = engine.explain(2);

        assertThat(explanation.verdict()).isEqualTo(Verdict.MISSING);
        assertThat(explanation.reasons()).anyMatch(reason -> reason.contains("deleted or damaged"));
    }

    @Test
    void recordWhosePointSomebodyDamagedShouldBeMissing() {
        engine.points.collection().damagePoint(VirtualEngine.KEY, RecordId.of(2), 0, "model_name");

        assertThat(engine.explain(2).verdict()).isEqualTo(Verdict.MISSING);
    }

    @Test
    void recordThatCameAfterTheLastSyncShouldNotBeSyncedYet() {
        engine.put(4, "New");

        assertThat(engine.explain(4).verdict()).isEqualTo(Verdict.NOT_SYNCED);
    }
}
