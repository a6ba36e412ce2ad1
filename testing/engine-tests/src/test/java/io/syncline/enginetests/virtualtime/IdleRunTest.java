package io.syncline.enginetests.virtualtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.RunOutcome;
import io.syncline.api.SyncReport;
import io.syncline.testkit.memory.CountingVectorSink;
import io.syncline.testkit.memory.SyntheticRecordSource;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The calls of a sync without changes, after 75,000 records were imported at one instant. */
class IdleRunTest {

    private static final int RECORDS = 75_000;

    private final VirtualEngine engine = new VirtualEngine();
    private final SyntheticRecordSource source = SyntheticRecordSource.builder()
            .model(VirtualEngine.MODEL)
            .records(RECORDS)
            .words(1)
            .clock(engine.time)
            .importedAt(engine.time.instant())
            .build();
    private final CountingVectorSink sink = new CountingVectorSink();

    @Test
    void idleRunShouldNeedFewCallsOnceTheOverlapHasPassed() {
        engine.source = source;
        engine.sink = sink;
        engine.settings.overlap(Duration.ofMinutes(10)).fetchBatchSize(1000);
        assertThat(engine.sync().recordsEmbedded()).isEqualTo(RECORDS);
        engine.wait(Duration.ofMinutes(11));
        assertThat(engine.sync().recordsEmbedded()).isZero();
        engine.wait(Duration.ofMinutes(11));
        long embeddings = engine.vectors.calls().total();
        source.calls().reset();
        sink.calls().reset();

        SyncReport idle = engine.sync();

        assertThat(idle.outcome()).isEqualTo(RunOutcome.COMPLETED);
        assertThat(idle.recordsProcessed()).isZero();
        assertThat(engine.vectors.calls().total()).isEqualTo(embeddings);
        assertThat(source.calls().total())
                .as("calls to the source: %s", source.calls())
                .isLessThanOrEqualTo(4);
        assertThat(sink.calls().total())
                .as("calls to the sink: %s", sink.calls())
                .isLessThanOrEqualTo(2);
    }
}
