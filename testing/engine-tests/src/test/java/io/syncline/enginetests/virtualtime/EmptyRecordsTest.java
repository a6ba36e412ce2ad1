package io.syncline.enginetests.virtualtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.SyncReport;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Records that have nothing to say. */
class EmptyRecordsTest {

    private final VirtualEngine engine = new VirtualEngine();

    @Test
    void recordWithoutTextShouldBeCountedAndNotBeEmbedded() {
        engine.create(5);
        engine.put(3, "");

        SyncReport report = engine.sync();

        assertThat(report.recordsEmbedded()).isEqualTo(4);
        assertThat(report.recordsEmpty()).isEqualTo(1);
        assertThat(report.recordsProcessed()).isEqualTo(5);
        assertThat(engine.points.count(VirtualEngine.KEY)).isEqualTo(4);
        assertThat(engine.verify().inSync()).isTrue();
    }

    @Test
    void pointsShouldBeDeletedWhenTheTextIsEmptied() {
        engine.create(5);
        engine.sync();
        engine.wait(Duration.ofMinutes(1));
        engine.put(3, "");

        SyncReport report = engine.sync();

        assertThat(report.recordsEmpty()).isEqualTo(1);
        assertThat(engine.points.count(VirtualEngine.KEY)).isEqualTo(4);
        assertThat(engine.explain(3).reasons()).anyMatch(reason -> reason.contains("nothing to say"));
        engine.put(3, "Something");
        engine.wait(Duration.ofMinutes(1));
        assertThat(engine.sync().recordsEmbedded()).isEqualTo(1);
        assertThat(engine.points.count(VirtualEngine.KEY)).isEqualTo(5);
    }
}
