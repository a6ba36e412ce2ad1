package io.syncline.enginetests.virtualtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.RecordId;
import io.syncline.api.RunOutcome;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.core.cluster.ClusterSettings;
import io.syncline.core.cluster.ClusterSnapshot;
import io.syncline.core.cluster.CoordinatorAnswer;
import io.syncline.core.cluster.WorkerRequest;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.settings.ModelSettings;
import io.syncline.testkit.forward.ForwardingVectorSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A sync that a coordinator divides between workers. */
class ClusterTest {

    private static final int RECORDS = 400;
    private static final SyncRequest SYNC = SyncRequest.of(VirtualEngine.MODEL.value());

    private final VirtualEngine engine = new VirtualEngine();
    private final VirtualCluster cluster = new VirtualCluster(engine);

    ClusterTest() {
        engine.settings.fetchBatchSize(5).fetchConcurrency(1).checkpointInterval(Duration.ofSeconds(1));
        engine.create(RECORDS);
    }

    @Test
    void recordsShouldBeDividedBetweenWorkers() {
        cluster.addWorker("a");
        cluster.addWorker("b");
        cluster.addWorker("c");

        SyncReport report = end(coordinate());

        assertThat(report.outcome()).isEqualTo(RunOutcome.COMPLETED);
        assertThat(report.recordsEmbedded()).isEqualTo(RECORDS);
        assertThat(stored()).hasSize(RECORDS);
        assertThat(cluster.granted.keySet()).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(cluster.epochs).as("epochs").containsOnly(cluster.epochs.get(0));
        assertThat(engine.sync().recordsEmbedded()).isZero();
    }

    @Test
    void incrementalRunShouldReadOnlyChanges() {
        engine.wait(Duration.ofHours(1));
        assertThat(engine.sync().outcome()).isEqualTo(RunOutcome.COMPLETED);
        engine.wait(Duration.ofHours(1));
        engine.put(17, "Changed");
        cluster.addWorker("a");

        SyncReport report = end(coordinate());

        assertThat(report.recordsEmbedded()).isEqualTo(1);
        assertThat(report.recordsUnchanged()).isZero();
    }

    @Test
    void rangeOfAKilledWorkerShouldBeGrantedAgainUnderAGreaterEpoch() {
        VirtualCluster.Worker killed = cluster.addWorker("killed");
        CompletableFuture<SyncReport> report = coordinate();
        engine.wait(Duration.ofMillis(1100));
        assertThat(cluster.granted).containsKey("killed");
        killed.loop.kill();
        cluster.addWorker("successor");

        assertThat(end(report).outcome()).isEqualTo(RunOutcome.COMPLETED);

        assertThat(stored()).hasSize(RECORDS);
        assertThat(cluster.epochs.stream().distinct().sorted().toList()).hasSize(2);
    }

    @Test
    void workerThatIsCutOffShouldStopWritingBeforeItsRangeIsGrantedAgain() {
        VirtualCluster.Worker zombie = cluster.addWorker("zombie");
        CompletableFuture<SyncReport> report = coordinate();
        engine.wait(Duration.ofMillis(1100));
        zombie.cut = true;
        engine.latency = Duration.ofMillis(400);
        cluster.addWorker("successor");

        end(report);
        int grants = cluster.granted.get("zombie").size();
        engine.wait(Duration.ofMinutes(5));

        assertThat(cluster.granted.get("zombie")).hasSize(grants);
        assertThat(stored()).hasSize(RECORDS);
        assertThat(engine.sync().recordsEmbedded()).isZero();
    }

    @Test
    void workerThatIsPausedBeyondItsGrantShouldOverwriteNothing() {
        VirtualCluster.Worker paused = cluster.addWorker("paused");
        CompletableFuture<SyncReport> report = coordinate();
        engine.wait(Duration.ofMillis(1100));
        paused.loop.pause(Duration.ofMinutes(2));
        engine.put(3, "Newer");
        cluster.addWorker("successor");

        assertThat(end(report).outcome()).isEqualTo(RunOutcome.COMPLETED);
        engine.wait(Duration.ofMinutes(10));
        engine.sync();

        assertThat(engine.verify().inSync()).isTrue();
    }

    @Test
    void successorOfACoordinatorShouldReadOnlyWhatWasOpen() {
        cluster.addWorker("a");
        cluster.addWorker("b");
        engine.latency = Duration.ofMillis(60);
        coordinate();
        engine.wait(Duration.ofSeconds(4));
        Optional<ClusterSnapshot> snapshot = cluster.snapshot();
        cluster.killCoordinator();
        engine.wait(Duration.ofMinutes(3));
        assertThat(stored()).hasSizeBetween(50, RECORDS - 50);
        assertThat(snapshot).isPresent();
        int before = stored().size();

        SyncReport report = end(cluster.coordinate(SYNC, snapshot));

        assertThat(report.outcome()).isEqualTo(RunOutcome.COMPLETED);
        assertThat(report.resumed()).isTrue();
        assertThat(stored()).hasSize(RECORDS);
        assertThat(report.recordsUnchanged()).as("read again").isLessThanOrEqualTo(RECORDS / 4);
        assertThat(report.recordsEmbedded()).isEqualTo(RECORDS - before);
    }

    @Test
    void snapshotOfAnotherRunShouldBeIgnored() {
        cluster.addWorker("a");
        engine.latency = Duration.ofMillis(60);
        coordinate();
        engine.wait(Duration.ofSeconds(4));
        ClusterSnapshot found = cluster.snapshot().orElseThrow();
        cluster.killCoordinator();
        engine.wait(Duration.ofMinutes(3));
        ClusterSnapshot other = new ClusterSnapshot(
                found.sourceStart().plusSeconds(1), found.fingerprint(), 0, List.of(), IdRange.ALL.upTo());

        end(cluster.coordinate(SYNC, Optional.of(other)));

        assertThat(stored()).hasSize(RECORDS);
    }

    @Test
    void workerWithOtherSettingsShouldWriteNothing() {
        VirtualEngine other = engine;
        ModelSettings own = other.model;
        other.model = ModelSettings.builder().template("Someone called {name}").build();
        cluster.addWorker("other", other.context());
        other.model = own;

        SyncReport report = end(coordinate());

        assertThat(report.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(report.failure().orElseThrow())
                .hasMessageContaining("other settings than its coordinator")
                .hasMessageContaining("Worker other");
        assertThat(stored()).isEmpty();
    }

    @Test
    void surplusChunksShouldBeTrimmedByTheCoordinatorOfAValidGrantOnly() {
        engine.settings.chunkTokens(8).chunkOverlapTokens(0);
        engine.put(7, "one two three four five six seven eight nine ten eleven twelve thirteen fourteen");
        engine.sync();
        engine.wait(Duration.ofHours(1));
        engine.put(7, "one");
        VirtualCluster.Worker worker = cluster.addWorker("a");

        assertThat(end(coordinate()).outcome()).isEqualTo(RunOutcome.COMPLETED);

        assertThat(engine.verify().inSync()).isTrue();
        long ended = cluster.granted.get("a").get(0);
        assertThat(worker.ask(new WorkerRequest.Maintain(ended, Map.of(), List.of(RecordId.of(7)), List.of()))
                        .toCompletableFuture())
                .isCompletedWithValue(new CoordinatorAnswer.Revoked());
    }

    @Test
    void failedRecordsShouldBeSavedByTheCoordinator() {
        engine.records.withhold(VirtualEngine.MODEL, RecordId.of(33), "not readable");
        engine.records.withhold(VirtualEngine.MODEL, RecordId.of(330), "not readable");
        cluster.addWorker("a");
        cluster.addWorker("b");

        SyncReport report = end(coordinate());

        assertThat(report.outcome()).isEqualTo(RunOutcome.COMPLETED_WITH_FAILURES);
        assertThat(engine.states.failures(VirtualEngine.STATE, io.syncline.core.port.record.Cursor.START, 100))
                .extracting(failed -> failed.id().number())
                .contains(33L, 330L);
    }

    @Test
    void workerWhoseRequestsFailImmediatelyShouldPauseBetweenThem() {
        VirtualCluster.Worker worker = cluster.addWorker("a");
        coordinate();
        engine.wait(Duration.ofMillis(1100));
        assertThat(cluster.granted).containsKey("a");
        worker.refused = true;
        int before = worker.asked;

        engine.wait(Duration.ofSeconds(30));

        assertThat(worker.asked - before).isLessThan(200);
    }

    /** Its request comes while the coordinator is suspended, and is answered before the lease is renewed. */
    @Test
    void workerShouldWaitWhenTheLeaseOfItsCoordinatorHasEnded() {
        VirtualCluster.Worker first = cluster.addWorker("first");
        CompletableFuture<SyncReport> report = coordinate();
        engine.wait(Duration.ofMillis(1100));
        assertThat(cluster.granted).containsKey("first");
        first.loop.kill();
        cluster.coordinatorLoop().pause(engine.settings.build().leaseTtl());
        VirtualCluster.Worker worker = cluster.addWorker("second");

        assertThat(end(report).outcome()).isEqualTo(RunOutcome.COMPLETED);

        assertThat(worker.asked).as("requests").isLessThan(1000);
        assertThat(stored()).hasSize(RECORDS);
    }

    @Test
    void grantsShouldBeIssuedUnderALeaseThatIsShorterThanTheirTime() {
        engine.settings.leaseTtl(Duration.ofSeconds(1));
        cluster.settings = new ClusterSettings(20, Duration.ofMinutes(1), 16);
        cluster.addWorker("a");

        assertThat(end(coordinate()).outcome()).isEqualTo(RunOutcome.COMPLETED);

        assertThat(stored()).hasSize(RECORDS);
    }

    @Test
    void cancelledRunShouldEndOnlyWhenNoWorkerWritesAnyMore() {
        List<Long> writes = new ArrayList<>();
        engine.sink = new ForwardingVectorSink(engine.points) {
            @Override
            public void upsert(
                    ModelKey key, long epoch, List<io.syncline.core.port.vector.EmbeddedDocument> documents) {
                writes.add(engine.time.nanos());
                super.upsert(key, epoch, documents);
            }
        };
        cluster.addWorker("a");
        cluster.addWorker("b");
        CompletableFuture<SyncReport> report = coordinate();
        engine.wait(Duration.ofMillis(1100));

        cluster.cancel();
        assertThat(end(report).outcome()).isEqualTo(RunOutcome.CANCELLED);
        int written = writes.size();
        engine.wait(Duration.ofMinutes(5));

        assertThat(writes).hasSize(written).isNotEmpty();
    }

    private CompletableFuture<SyncReport> coordinate() {
        return cluster.coordinate(SYNC, Optional.empty());
    }

    private SyncReport end(CompletableFuture<SyncReport> report) {
        engine.wait(Duration.ofMinutes(20));
        assertThat(report).isCompleted();
        return report.join();
    }

    private List<Long> stored() {
        return engine.points.ids(VirtualEngine.KEY, IdRange.ALL, 1000).entries().stream()
                .map(entry -> entry.id().number())
                .toList();
    }
}
