package io.syncline.enginetests.virtualtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.api.SyncType;
import io.syncline.core.internal.sources.SourceChange;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.SourceContent;
import io.syncline.core.settings.ModelSettings;
import io.syncline.testkit.memory.StateSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A rename compares states with the sink before it changes anything, as each run that writes does. */
class RenameLossTest {

    private static final String OLD = VirtualEngine.KEY.source();
    private static final String NEW = "erp";
    private static final ModelKey NEW_KEY = new ModelKey(NEW, VirtualEngine.MODEL);
    private static final int RECORDS = 10;

    private final VirtualEngine engine = new VirtualEngine();

    RenameLossTest() {
        engine.create(RECORDS);
        engine.wait(Duration.ofHours(1));
    }

    @Test
    void lossUnderTheOldNameShouldBeNoticedAlthoughARunUnderTheNewOneHasMarkedTheSink() {
        engine.sync();
        engine.points.collection().clear(VirtualEngine.KEY);
        dieUnderTheNewName();

        rename();

        assertThatNothingIsMissing();
    }

    @Test
    void stateShouldStartOverWhenTheMarkUnderTheNewNameIsNotItsOwn() {
        engine.sync();
        dieUnderTheNewName();

        rename();

        SyncReport report = syncAs(NEW);
        assertThat(report.syncType()).isEqualTo(SyncType.FULL);
        assertThat(report.recordsUnchanged()).isEqualTo(RECORDS);
    }

    @Test
    void lossUnderTheNewNameShouldBeNoticedAlthoughTheOldOneHasTheGreaterMark() {
        syncAs(NEW);
        engine.points.collection().clear(NEW_KEY);
        engine.source = engine.records.named(OLD);
        engine.wait(Duration.ofHours(1));
        engine.sync(
                SyncRequest.builder().model(VirtualEngine.MODEL).testLimit(3).build());

        rename();

        assertThatNothingIsMissing();
    }

    @Test
    void restoredStateShouldStartOverWhenTheSinkHasWritesThatItDoesNotKnow() {
        engine.sync();
        StateSnapshot backup = engine.states.snapshot();
        engine.model = ModelSettings.builder().template("Called {name}").build();
        engine.wait(Duration.ofHours(1));
        engine.sync();
        engine.model = ModelSettings.defaults();
        engine.states.restore(backup);

        rename();

        assertThat(syncAs(NEW).recordsEmbedded())
                .as("what the other settings had made")
                .isEqualTo(RECORDS);
    }

    @Test
    void renameOfALostSourceShouldKeepNothingThatTheSinkDoesNotHold() {
        engine.sync();
        engine.points.collection().clear(VirtualEngine.KEY);

        rename();

        assertThatNothingIsMissing();
    }

    /** A sync that ends after it has raised its first mark. */
    private void dieUnderTheNewName() {
        engine.source = engine.records.named(NEW);
        engine.wait(Duration.ofHours(1));
        VirtualLoop loop = engine.loop();
        engine.start(loop);
        while (engine.points.collection().mark(NEW_KEY).isEmpty()) {
            engine.time.step();
        }
        loop.kill();
        engine.wait(Duration.ofHours(1));
    }

    private void rename() {
        CompletableFuture<List<SourceContent>> renamed =
                new SourceChange(engine.context(), engine.loop(), "rename:1").rename(OLD, NEW);
        while (!renamed.isDone()) {
            engine.time.step();
        }
        renamed.join();
    }

    private void assertThatNothingIsMissing() {
        engine.wait(Duration.ofDays(1));
        syncAs(NEW);
        assertThat(engine.points.count(NEW_KEY)).isEqualTo(RECORDS);
        assertThat(engine.verify().inSync()).isTrue();
    }

    private SyncReport syncAs(String name) {
        engine.source = engine.records.named(name);
        engine.wait(Duration.ofHours(1));
        return engine.sync();
    }
}
