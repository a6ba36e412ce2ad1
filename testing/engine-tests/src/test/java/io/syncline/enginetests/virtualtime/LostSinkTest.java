package io.syncline.enginetests.virtualtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.RunOutcome;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.api.SyncType;
import io.syncline.api.VerifyReport;
import io.syncline.api.VerifyRequest;
import io.syncline.api.failure.MissingStoreException;
import io.syncline.api.failure.TransientException;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.SinkMark;
import io.syncline.core.settings.ModelSettings;
import io.syncline.testkit.forward.ForwardingVectorSink;
import io.syncline.testkit.memory.InMemoryMetadataStore;
import io.syncline.testkit.memory.InMemoryVectorSink;
import io.syncline.testkit.memory.SinkSnapshot;
import io.syncline.testkit.memory.StateSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sinks that lose what the state relies on: before a run, within one, and in the hands of runs that cannot make up for it. */
class LostSinkTest {

    private static final String LOSS = "the sink lost writes: it was emptied, or restored from an older copy";
    private static final int RECORDS = 100;
    private static final SyncRequest LIMITED =
            SyncRequest.builder().model(VirtualEngine.MODEL).testLimit(10).build();
    private static final VerifyRequest DEEP =
            VerifyRequest.builder().model(VirtualEngine.MODEL).deep(true).build();

    private final VirtualEngine engine = new VirtualEngine();

    LostSinkTest() {
        engine.settings.fetchBatchSize(5).embedBatchSize(5).writeBatchSize(5).embedConcurrency(1);
        engine.create(RECORDS);
    }

    @Test
    void olderCopyShouldBeReadAnewAndEmbeddedWhereItDiffers() {
        engine.sync();
        SinkSnapshot older = engine.points.collection().snapshot();
        engine.put(7, "Changed");
        engine.put(RECORDS + 1, "New");
        assertThat(later().recordsEmbedded()).isEqualTo(2);
        engine.points.collection().restore(older);

        SyncReport report = later();

        assertThat(report.syncType()).isEqualTo(SyncType.FULL);
        assertThat(report.recordsEmbedded()).isEqualTo(2);
        assertReported(report.warnings());
        assertWhole();
        assertThat(later().recordsProcessed()).isZero();
    }

    @Test
    void emptiedSinkShouldBeFilledWhateverRunsBefore() {
        engine.sync();
        engine.wait(Duration.ofHours(1));
        engine.points.collection().clear();

        assertReported(engine.cleanup().warnings());
        assertReported(engine.verify().warnings());
        SyncReport limited = engine.sync(LIMITED);
        assertReported(limited.warnings());
        assertThat(limited.recordsEmbedded()).isEqualTo(10);

        SyncReport whole = later();
        assertThat(whole.recordsEmbedded()).isEqualTo(RECORDS - 10);
        assertThat(whole.warnings())
                .anySatisfy(warning -> assertThat(warning).contains("no full sync has completed since"));
        assertWhole();
    }

    @Test
    void deletedStoreShouldBeFilledWhateverRunsBefore() {
        engine.sync();
        engine.points.collection().lose();

        assertThat(engine.plan().recordsToEmbed()).isEqualTo(RECORDS);
        assertThat(engine.plan().warnings())
                .anySatisfy(warning -> assertThat(warning).contains("as if the sink were empty"));
        assertThat(engine.cleanup().failure()).get().isInstanceOf(MissingStoreException.class);
        assertThat(engine.verify().failure()).get().isInstanceOf(MissingStoreException.class);
        assertThat(engine.points.collection().snapshot().identity())
                .as("readers create nothing")
                .isEmpty();
        assertThat(engine.sync(LIMITED).recordsEmbedded()).isEqualTo(10);

        assertThat(later().recordsEmbedded()).isEqualTo(RECORDS - 10);
        assertWhole();
    }

    @Test
    void repairOfAnEmptiedSinkThatIsKilledShouldHideNothing() {
        engine.sync();
        engine.wait(Duration.ofHours(1));
        engine.points.collection().clear();
        VirtualLoop loop = engine.loop();
        engine.startRepair(loop);
        runUntilEmbedded(RECORDS + 20);
        loop.kill();
        engine.wait(Duration.ofMinutes(5));

        engine.sync();

        assertWhole();
    }

    /** The longer interval is that of a run whose first save is its last. */
    @ParameterizedTest
    @CsvSource({"120, PT0.04S", "150, PT0.04S", "180, PT0.04S", "150, PT1M"})
    void olderCopyThatIsRestoredWithinARunShouldEndIt(int embedded, Duration checkpointInterval) {
        engine.settings.checkpointInterval(checkpointInterval);
        engine.sync();
        SinkSnapshot older = engine.points.collection().snapshot();
        changeAll();
        CompletableFuture<SyncReport> run = engine.start(engine.loop());
        runUntilEmbedded(embedded);
        engine.points.collection().restore(older);

        SyncReport report = end(run);

        assertThat(report.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(report.failure()).get().isInstanceOf(TransientException.class);
        assertReported(report.errors());
        assertThat(engine.states.read(VirtualEngine.STATE).state().lease()).isEmpty();
        assertThat(engine.sync().syncType()).isEqualTo(SyncType.FULL);
        assertWhole();
    }

    /** The run after the killed one finds its records unchanged, and must not take them for safe. */
    @Test
    void writesOfARunThatIsKilledBeforeItsFirstSaveShouldBeMissedInAnOlderCopy() {
        engine.sync();
        SinkSnapshot older = engine.points.collection().snapshot();
        changeAll();
        VirtualLoop loop = engine.loop();
        engine.start(loop);
        runUntilEmbedded(RECORDS + 50);
        loop.kill();
        engine.wait(Duration.ofMinutes(3));
        assertThat(engine.sync().outcome()).isEqualTo(RunOutcome.COMPLETED);
        engine.points.collection().restore(older);

        assertReported(later().warnings());

        assertWhole();
    }

    @Test
    void leaseShouldBeRenewedWhileTheSinkCannotBeReached() {
        Outage outage = new Outage();
        engine.sink = outage;
        CompletableFuture<SyncReport> run = engine.start(engine.loop());
        runUntilEmbedded(50);

        outage.down = true;
        engine.wait(Duration.ofMinutes(4));
        assertThat(run).isNotDone();
        assertThat(engine.sync().outcome()).isEqualTo(RunOutcome.REFUSED_IN_PROGRESS);
        outage.down = false;

        assertThat(end(run).outcome()).isEqualTo(RunOutcome.COMPLETED);
        assertWhole();
    }

    @Test
    void stateOfAnOlderBackupShouldNotBeTrustedInWhatItSaysOfTheSettings() {
        engine.sync();
        StateSnapshot backup = engine.states.snapshot();
        engine.model = ModelSettings.builder().template("Called {name}").build();
        assertThat(later().recordsEmbedded()).isEqualTo(RECORDS);
        engine.states.restore(backup);
        engine.model = ModelSettings.defaults();

        SyncReport report = later();

        assertThat(report.warnings())
                .anySatisfy(warning -> assertThat(warning).contains("the state was restored from an older copy"));
        assertThat(report.recordsEmbedded()).isEqualTo(RECORDS);
        assertWhole();
        assertThat(later().syncType()).isEqualTo(SyncType.INCREMENTAL);
    }

    @Test
    void writesShouldCountWhenTheStateIsLostAndTheClockWasAhead() {
        engine.sink = InMemoryVectorSink.builder().name("silent").silent(true).build();
        engine.metadata = new InMemoryMetadataStore(() -> engine.time.instant().plus(Duration.ofHours(1)));
        engine.sync();
        engine.metadata = engine.states;
        engine.put(7, "Changed");

        assertThat(engine.sync().recordsEmbedded()).isEqualTo(1);

        assertThat(engine.verify(DEEP).inSync()).isTrue();
    }

    private void changeAll() {
        engine.wait(Duration.ofHours(1));
        for (int i = 1; i <= RECORDS; i++) {
            engine.put(i, "Changed " + i);
        }
    }

    private void runUntilEmbedded(int texts) {
        while (engine.vectors.embeddedTexts() < texts) {
            engine.time.step();
        }
    }

    private SyncReport end(CompletableFuture<SyncReport> run) {
        while (!run.isDone()) {
            engine.time.step();
        }
        return run.join();
    }

    private SyncReport later() {
        engine.wait(Duration.ofHours(1));
        return engine.sync();
    }

    private static void assertReported(List<String> messages) {
        assertThat(messages).anySatisfy(message -> assertThat(message).contains(LOSS));
    }

    private void assertWhole() {
        VerifyReport report = engine.verify(DEEP);
        assertThat(report.differences()).isEmpty();
        assertThat(report.inSync()).isTrue();
        assertThat(report.compared()).isEqualTo(VerifyReport.Compared.CONTENT);
    }

    /** A sink that takes no write while it is down. */
    private final class Outage extends ForwardingVectorSink {

        private boolean down;

        Outage() {
            super(engine.points);
        }

        @Override
        public boolean raiseMark(ModelKey key, String store, long expected, SinkMark mark) {
            check();
            return super.raiseMark(key, store, expected, mark);
        }

        @Override
        public void upsert(ModelKey key, long epoch, List<EmbeddedDocument> documents) {
            check();
            super.upsert(key, epoch, documents);
        }

        private void check() {
            if (down) {
                throw new TransientException("Down for the test", null);
            }
        }
    }
}
