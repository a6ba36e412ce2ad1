package io.syncline.enginetests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ActiveRun;
import io.syncline.api.CleanupReport;
import io.syncline.api.CleanupRequest;
import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.RunOutcome;
import io.syncline.api.RunProgress;
import io.syncline.api.SyncListener;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.api.SyncRun;
import io.syncline.api.SyncType;
import io.syncline.api.failure.SetupException;
import io.syncline.core.SyncEngine;
import io.syncline.core.SyncEngineBuilder;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.settings.EngineSettings;
import io.syncline.testkit.PortMethod;
import io.syncline.testkit.fault.Fault;
import io.syncline.testkit.fault.FaultInjector;
import io.syncline.testkit.fault.FaultPlan;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The acceptance scenarios T1.1 to T5.3, over any set of adapters. */
abstract class AcceptanceScenarios {

    private World world;

    abstract World newWorld();

    @BeforeEach
    void open() {
        world = newWorld();
    }

    @AfterEach
    void close() {
        world.close();
    }

    private SyncEngineBuilder wired() {
        return SyncEngine.builder()
                .source(world.source())
                .embedder(world.embedder())
                .sink(world.sink())
                .metadata(world.metadata());
    }

    private SyncEngine engine() {
        return wired().build();
    }

    private SyncReport sync() {
        try (SyncEngine engine = engine()) {
            return engine.sync(request());
        }
    }

    private SyncRequest request() {
        return SyncRequest.of(World.MODEL.value());
    }

    private CleanupReport cleanup() {
        try (SyncEngine engine = engine()) {
            return engine.cleanup(CleanupRequest.of(World.MODEL.value()));
        }
    }

    private long stored() {
        return world.sink().count(new ModelKey(world.source().name(), World.MODEL));
    }

    @Test
    void t11ModelShouldBeTransferred() {
        world.create(30);

        SyncReport report = sync();

        assertThat(report.success()).isTrue();
        assertThat(report.recordsProcessed()).isEqualTo(30);
        assertThat(report.recordsEmbedded()).isEqualTo(30);
        assertThat(stored()).isEqualTo(30);
    }

    @Test
    void touchedRecordsShouldSurviveARestartAndBeRemovedWhenTheSourceNoLongerHasThem() {
        world.create(30);
        sync();
        try (SyncEngine engine = engine()) {
            engine.touch(World.MODEL, List.of(RecordId.of(7), RecordId.of(8), RecordId.of(1_000_000)));
            assertThat(engine.status(World.MODEL).touchedRecords()).isEqualTo(3);
            assertThat(engine.status(World.MODEL).watermark())
                    .isEqualTo(world.state().state().watermark())
                    .isPresent();
        }
        world.delete(List.of(RecordId.of(7)));
        world.restart();

        SyncReport report = sync();

        assertThat(report.errors()).isEmpty();
        assertThat(report.recordsDeleted() + report.recordsQuarantined()).isEqualTo(1);
        assertThat(stored()).isEqualTo(30 - report.recordsDeleted());
    }

    @Test
    void t12SecondTransferShouldBeRefusedWhileFirstRuns() throws Exception {
        world.create(30);
        Halt halt = Halt.atStart();
        try (SyncEngine engine = wired().listener(halt).build()) {
            SyncRun first = engine.start(request());
            halt.awaitReached();

            SyncReport second = engine.sync(request());

            assertThat(second.success()).isFalse();
            assertThat(second.outcome()).isEqualTo(RunOutcome.REFUSED_IN_PROGRESS);
            assertThat(second.recordsProcessed()).isZero();
            assertThat(second.errors())
                    .singleElement()
                    .asString()
                    .startsWith("Sync already in progress for " + World.MODEL);
            assertThat(engine.inProgress(World.MODEL)).isTrue();
            assertThat(engine.activeRuns()).extracting(ActiveRun::model).containsExactly(World.MODEL);
            assertThat(engine.sync(SyncRequest.of(World.OTHER_MODEL.value())).success())
                    .as("another model is not blocked")
                    .isTrue();
            halt.release();
            assertThat(first.await().success()).isTrue();
            assertThat(engine.activeRuns()).isEmpty();
        }
    }

    @Test
    void t13RefusalShouldReportTheProgressOfTheFirstRun() throws Exception {
        world.create(30);
        Halt halt = Halt.afterRecords(10);
        EngineSettings small = EngineSettings.builder().fetchBatchSize(10).build();
        try (SyncEngine engine = wired().settings(small).listener(halt).build()) {
            SyncRun first = engine.start(request());
            halt.awaitReached();

            SyncReport second = engine.sync(request());

            ActiveRun other = second.blockedBy().orElseThrow();
            assertThat(other.done()).isBetween(10L, 30L);
            assertThat(other.total()).hasValue(30);
            assertThat(second.errors())
                    .singleElement()
                    .asString()
                    .containsPattern("started [0-9]+ s ago")
                    .contains(other.percent().orElseThrow() + "% done (" + other.done() + "/30 records)");
            halt.release();
            first.await();
        }
    }

    @Test
    void t14LockShouldBeReleasedByFailedRun() {
        world.create(30);
        FaultPlan broken = FaultPlan.builder()
                .at(PortMethod.SOURCE_PAGE, 1, Fault.failSetup())
                .build();
        try (SyncEngine engine = SyncEngine.builder()
                .source(new FaultInjector(broken).wrap(world.source()))
                .embedder(world.embedder())
                .sink(world.sink())
                .metadata(world.metadata())
                .build()) {
            SyncReport failed = engine.sync(request());
            assertThat(failed.outcome()).isEqualTo(RunOutcome.FAILED);
            assertThat(failed.failure()).get().isInstanceOf(SetupException.class);
            assertThat(engine.inProgress(World.MODEL)).isFalse();

            assertThat(engine.sync(request()).success()).isTrue();
        }
        assertThat(stored()).isEqualTo(30);
    }

    @Test
    void t15NextRunShouldStartAfterTheFirstHasFinished() {
        world.create(30);
        sync();

        assertThat(sync().success()).isTrue();
    }

    @Test
    void t21ThousandRecordsShouldBeFetchedInBatchesOfFiveHundred() {
        world.create(1000);
        List<Long> fetched = new CopyOnWriteArrayList<>();
        SyncListener listener = new SyncListener() {
            @Override
            public void progressed(RunProgress progress) {
                fetched.add(progress.fetched());
            }
        };
        try (SyncEngine engine = wired().listener(listener).build()) {
            assertThat(engine.sync(request()).recordsEmbedded()).isEqualTo(1000);
        }
        assertThat(fetched.stream().distinct().filter(count -> count > 0)).containsExactly(500L, 1000L);
    }

    @Test
    void t41FirstRunShouldBeFullAndSaveState() {
        world.create(30);

        SyncReport report = sync();

        assertThat(report.syncType()).isEqualTo(SyncType.FULL);
        ModelState state = world.state().state();
        assertThat(state.lastSync()).isPresent();
        assertThat(state.lastMaxWriteDate()).isPresent();
        assertThat(state.recordsSynced()).isEqualTo(30);
        assertThat(state.watermark()).isPresent();
    }

    @Test
    void t42OneChangedRecordShouldBeTheOnlyOneSynced() {
        world.create(30);
        world.pass(Duration.ofHours(1));
        sync();
        world.pass(Duration.ofHours(1));
        world.rename(RecordId.of(7), "Renamed");

        SyncReport report = sync();

        assertThat(report.syncType()).isEqualTo(SyncType.INCREMENTAL);
        assertThat(report.recordsProcessed()).isEqualTo(1);
        assertThat(report.recordsEmbedded()).isEqualTo(1);
    }

    @Test
    void t43NoChangeShouldSyncNothingAndSucceed() {
        world.create(30);
        world.pass(Duration.ofHours(1));
        sync();
        world.pass(Duration.ofHours(1));

        SyncReport report = sync();

        assertThat(report.success()).isTrue();
        assertThat(report.recordsProcessed()).isZero();
    }

    @Test
    void t43RunWithinOverlapShouldEmbedNothing() {
        world.create(30);
        sync();

        SyncReport report = sync();

        assertThat(report.success()).isTrue();
        assertThat(report.recordsEmbedded()).isZero();
    }

    @Test
    void t44ForcedRunShouldBeFull() {
        world.create(30);
        sync();
        world.pass(Duration.ofHours(1));

        try (SyncEngine engine = engine()) {
            SyncReport report = engine.sync(
                    SyncRequest.builder().model(World.MODEL).forceFull(true).build());
            assertThat(report.syncType()).isEqualTo(SyncType.FULL);
            assertThat(report.recordsProcessed()).isEqualTo(30);
            assertThat(report.recordsEmbedded()).as("content is stored already").isZero();
        }
    }

    @Test
    void t45RestartedProcessShouldUseSavedState() {
        world.create(30);
        sync();
        world.restart();
        world.pass(Duration.ofHours(1));
        world.rename(RecordId.of(3), "Renamed after the restart");

        SyncReport report = sync();

        assertThat(report.syncType()).isEqualTo(SyncType.INCREMENTAL);
        assertThat(report.recordsEmbedded()).isEqualTo(1);
    }

    @Test
    void t4LimitedRunShouldNotMoveTheWatermark() {
        world.create(30);
        try (SyncEngine engine = engine()) {
            SyncReport limited = engine.sync(
                    SyncRequest.builder().model(World.MODEL).testLimit(10).build());
            assertThat(limited.recordsProcessed()).isEqualTo(10);
        }
        assertThat(world.state().state().watermark()).isEmpty();

        assertThat(sync().syncType()).isEqualTo(SyncType.FULL);
        assertThat(stored()).isEqualTo(30);
    }

    @Test
    void t51CleanupOfModelInSyncShouldDeleteNothing() {
        world.create(30);
        sync();

        CleanupReport report = cleanup();

        assertThat(report.success()).isTrue();
        assertThat(report.recordsStale()).isZero();
        assertThat(stored()).isEqualTo(30);
    }

    @Test
    void t52DeletedRecordShouldBeCleanedUp() {
        world.create(30);
        sync();
        world.delete(List.of(RecordId.of(11)));

        CleanupReport report = cleanup();

        assertThat(report.recordsDeleted()).isEqualTo(1);
        assertThat(report.staleRecords()).containsExactly(RecordId.of(11));
        ModelKey key = new ModelKey(world.source().name(), World.MODEL);
        assertThat(world.sink().stamps(key, List.of(RecordId.of(11)))).isEmpty();
        assertThat(stored()).isEqualTo(29);
    }

    @Test
    void t53HundredDeletedRecordsShouldAllBeCleanedUp() {
        world.create(1100);
        sync();
        world.delete(LongStream.rangeClosed(501, 600).mapToObj(RecordId::of).toList());

        CleanupReport report = cleanup();

        assertThat(report.recordsDeleted()).isEqualTo(100);
        assertThat(stored()).isEqualTo(1000);
    }

    @Test
    void t5ArchivedRecordShouldStay() {
        world.create(30);
        sync();
        world.archive(RecordId.of(5));

        assertThat(cleanup().recordsStale()).isZero();
        assertThat(sync().success()).isTrue();
        assertThat(stored()).isEqualTo(30);
    }

    @Test
    void t5EmptySourceShouldNotEmptyTheSink() {
        world.create(30);
        sync();
        world.delete(LongStream.rangeClosed(1, 30).mapToObj(RecordId::of).toList());

        CleanupReport report = cleanup();

        assertThat(report.outcome()).isEqualTo(RunOutcome.REFUSED_BY_GUARD);
        assertThat(report.recordsDeleted()).isZero();
        assertThat(stored()).isEqualTo(30);
    }

    @Test
    void transferCommandShouldNameModel() {
        assertThat(ModelName.parse("transfer_" + World.MODEL + "_1984")).isEqualTo(World.MODEL);
    }
}
