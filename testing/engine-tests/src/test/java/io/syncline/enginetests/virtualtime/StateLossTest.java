package io.syncline.enginetests.virtualtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.RunOutcome;
import io.syncline.api.SyncReport;
import io.syncline.core.settings.FingerprintChange;
import io.syncline.core.settings.ModelSettings;
import io.syncline.testkit.memory.InMemoryMetadataStore;
import io.syncline.testkit.memory.StateSnapshot;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Syncs whose state is lost, or was written with other settings. */
class StateLossTest {

    private static final ModelSettings OTHER =
            ModelSettings.builder().template("Called {name}").build();

    private final VirtualEngine engine = new VirtualEngine();

    @Test
    void runShouldWriteWhenTheStateStoreWasLost() {
        engine.create(5);
        for (int run = 0; run < 3; run++) {
            engine.sync();
            engine.wait(Duration.ofMinutes(1));
        }
        engine.metadata = new InMemoryMetadataStore(engine.time);
        engine.put(1, "Changed after the loss");

        SyncReport report = engine.sync();

        assertThat(report.outcome()).isEqualTo(RunOutcome.COMPLETED);
        assertThat(report.recordsEmbedded()).isEqualTo(1);
        assertThat(report.recordsUnchanged()).isEqualTo(4);
    }

    @Test
    void changedTemplateShouldEmbedEverythingOnceAcrossACrash() {
        engine.settings
                .fetchBatchSize(5)
                .embedBatchSize(5)
                .embedConcurrency(1)
                .writeBatchSize(5)
                .checkpointInterval(Duration.ofMillis(20));
        engine.create(100);
        engine.sync();
        engine.wait(Duration.ofHours(1));
        engine.model = OTHER;
        VirtualLoop loop = engine.loop();
        engine.start(loop);
        while (engine.vectors.embeddedTexts() < 100 + 50) {
            engine.time.step();
        }
        loop.kill();
        engine.wait(Duration.ofMinutes(2));

        SyncReport report = engine.sync();

        assertThat(report.resumed()).isTrue();
        assertThat(report.outcome()).isEqualTo(RunOutcome.COMPLETED);
        assertThat(engine.vectors.embeddedTexts()).isBetween(200L, 200L + 20);
        assertThat(engine.verify().inSync()).isTrue();
    }

    @Test
    void changedTemplateShouldBeRefusedBeforeAnyWorkWhenSetSo() {
        engine.create(10);
        engine.sync();
        engine.wait(Duration.ofHours(1));
        engine.model = OTHER;
        engine.settings.onFingerprintChange(FingerprintChange.REFUSE);

        SyncReport report = engine.sync();

        assertThat(report.outcome()).isEqualTo(RunOutcome.REFUSED_FINGERPRINT_CHANGED);
        assertThat(report.recordsProcessed()).isZero();
        assertThat(engine.vectors.embeddedTexts()).isEqualTo(10);
        assertThat(engine.states.read(VirtualEngine.STATE).state().lease()).isEmpty();
    }

    @Test
    void refusalShouldHoldAfterACrashWithOtherSettings() {
        engine.settings.fetchBatchSize(1).embedBatchSize(1).checkpointInterval(Duration.ofMillis(20));
        engine.create(50);
        engine.sync();
        engine.wait(Duration.ofHours(1));
        engine.model = OTHER;
        VirtualLoop loop = engine.loop();
        engine.start(loop);
        while (engine.vectors.embeddedTexts() < 50 + 10) {
            engine.time.step();
        }
        loop.kill();
        engine.wait(Duration.ofMinutes(2));
        engine.settings.onFingerprintChange(FingerprintChange.REFUSE);

        assertThat(engine.sync().outcome()).isEqualTo(RunOutcome.REFUSED_FINGERPRINT_CHANGED);
    }

    /**
     * Settings are changed and changed back, with a crash in each before a save: no document stays made with the
     * others.
     */
    @Test
    void changeAndRevertShouldLeaveNothingOfTheOtherSettings() {
        engine.settings.fetchBatchSize(5).embedBatchSize(5).checkpointInterval(Duration.ofSeconds(1));
        engine.create(100);
        engine.sync();
        engine.wait(Duration.ofHours(1));
        engine.model = OTHER;
        crashAfter(60);
        engine.model = ModelSettings.defaults();
        crashAfter(10);
        engine.model = OTHER;

        engine.sync();
        engine.sync();

        assertThat(engine.verify().differences()).isEmpty();
    }

    /** The dead run has raised the epoch of the state over that of the writes which the state does not know. */
    @Test
    void unknownWritesShouldBeNoticedAlthoughARunDiedBeforeItReadTheMark() {
        engine.create(20);
        engine.wait(Duration.ofHours(1));
        engine.sync();
        StateSnapshot backup = engine.states.snapshot();
        engine.wait(Duration.ofHours(1));
        engine.model = OTHER;
        engine.sync();
        engine.states.restore(backup);
        engine.model = ModelSettings.defaults();
        for (int death = 0; death < 2; death++) {
            dieWithTheLease();
        }

        SyncReport report = engine.sync();

        assertThat(report.recordsEmbedded())
                .as("under the settings of the backup")
                .isEqualTo(20);
        assertThat(engine.verify().inSync()).isTrue();
    }

    private void dieWithTheLease() {
        VirtualLoop loop = engine.loop();
        engine.start(loop);
        long before = engine.states.read(VirtualEngine.STATE).state().epoch();
        while (engine.states.read(VirtualEngine.STATE).state().epoch() == before) {
            engine.time.step();
        }
        loop.kill();
        engine.wait(Duration.ofMinutes(2));
    }

    private void crashAfter(int texts) {
        long before = engine.vectors.embeddedTexts();
        VirtualLoop loop = engine.loop();
        engine.start(loop);
        while (engine.vectors.embeddedTexts() < before + texts) {
            engine.time.step();
        }
        engine.wait(Duration.ofMillis(40));
        loop.kill();
        engine.wait(Duration.ofMinutes(2));
    }
}
