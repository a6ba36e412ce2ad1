package io.syncline.enginetests.virtualtime;

import io.syncline.api.RecordId;
import io.syncline.api.RunOutcome;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.api.VerifyReport;
import io.syncline.api.VerifyRequest;
import io.syncline.core.cluster.ClusterSettings;
import io.syncline.core.cluster.ClusterSnapshot;
import io.syncline.core.port.record.FieldValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/**
 * A sync on a cluster in which anything may happen: messages are lost and overtake each other; workers die, are paused or cut off;
 * coordinators die and are restored from what they had saved at some time; users change records meanwhile, records cannot be
 * read for a while, and writes arrive late. In the end the sink holds what the source holds, or the record is among the failed.
 */
final class ClusterHistory {

    private static final int RECORDS = 60;
    private static final Duration TTL = Duration.ofSeconds(60);
    private static final String LONG =
            "one two three four five six seven eight nine ten eleven twelve thirteen fourteen ";

    private final Random random;
    private final ClusterPlant plant;
    private final VirtualEngine engine = new VirtualEngine();
    private final VirtualCluster cluster = new VirtualCluster(engine);
    private final LateWritingSink sink;
    private final List<ClusterSnapshot> snapshots = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private CompletableFuture<SyncReport> report = new CompletableFuture<>();
    private int workers;

    private ClusterHistory(long seed, ClusterPlant plant) {
        this.random = new Random(seed);
        this.plant = plant;
        this.sink = new LateWritingSink(engine, random);
    }

    /** Plays a history and returns what it broke. */
    static List<String> violations(long seed, ClusterPlant plant) {
        ClusterHistory history = new ClusterHistory(seed, plant);
        history.play();
        return history.violations;
    }

    private void play() {
        prepare();
        for (int event = 0; event < 60 && !isComplete(); event++) {
            engine.wait(Duration.ofMillis(random.nextInt(3000)));
            keepSnapshot();
            happen();
        }
        settle();
        check();
    }

    private void prepare() {
        engine.latency = Duration.ofMillis(5 + random.nextInt(100));
        engine.settings
                .fetchBatchSize(1 + random.nextInt(8))
                .fetchConcurrency(1 + random.nextInt(2))
                .chunkTokens(8)
                .chunkOverlapTokens(0)
                .leaseTtl(TTL)
                .checkpointInterval(Duration.ofSeconds(1 + random.nextInt(5)));
        engine.sink = sink;
        cluster.plant = plant;
        cluster.random = random;
        cluster.settings = new ClusterSettings(
                1 + random.nextInt(30), Duration.ofSeconds(2 + random.nextInt(8)), 1 + random.nextInt(8));
        int lost = random.nextInt(4) == 0 ? 10 : 0;
        cluster.network = () -> random.nextInt(100) < lost ? -1 : random.nextInt(random.nextInt(10) == 0 ? 2000 : 50);
        for (int id = 1; id <= RECORDS; id++) {
            change(id);
        }
        if (random.nextBoolean()) {
            engine.wait(Duration.ofHours(1));
            engine.sync();
            engine.wait(Duration.ofHours(1));
            for (int i = 0; i < 20; i++) {
                change(1 + random.nextInt(RECORDS));
            }
        }
        // beyond the overlap, so that a later listing does not find again what this run forgets
        engine.wait(Duration.ofHours(1));
        start(Optional.empty());
        for (int i = 0; i <= random.nextInt(4); i++) {
            addWorker();
        }
    }

    private void addWorker() {
        cluster.addWorker("worker " + ++workers);
    }

    private void start(Optional<ClusterSnapshot> resume) {
        report = cluster.coordinate(SyncRequest.of(VirtualEngine.MODEL.value()), resume.map(plant::restored));
    }

    private boolean isComplete() {
        return report.isDone()
                && (report.join().outcome() == RunOutcome.COMPLETED
                        || report.join().outcome() == RunOutcome.COMPLETED_WITH_FAILURES);
    }

    private void keepSnapshot() {
        cluster.snapshot().ifPresent(snapshots::add);
    }

    private void happen() {
        VirtualCluster.Worker worker = cluster.workers.get(random.nextInt(cluster.workers.size()));
        switch (random.nextInt(12)) {
            case 0 -> worker.loop.kill();
            case 1 -> worker.loop.pause(Duration.ofSeconds(random.nextInt(40)));
            case 2 -> worker.cut = !worker.cut;
            case 3 -> restartCoordinator();
            case 4 -> addWorker();
            case 5 -> cluster.coordinatorLoop().pause(Duration.ofSeconds(random.nextInt(20)));
            case 6 -> engine.records.withhold(VirtualEngine.MODEL, RecordId.of(1 + random.nextInt(RECORDS)), "locked");
            case 7 -> sink.mayBeLate = !sink.mayBeLate;
            default -> {
                for (int i = 0; i < 5; i++) {
                    change(1 + random.nextInt(RECORDS));
                }
            }
        }
        if (report.isDone() && !isComplete()) {
            start(latestSnapshot());
        }
    }

    private void restartCoordinator() {
        cluster.killCoordinator();
        start(latestSnapshot());
    }

    /** Usually the last one; the one before it if the process died while it was stored; none for a new job. */
    private Optional<ClusterSnapshot> latestSnapshot() {
        int back = 1 + random.nextInt(3);
        return snapshots.size() < back || random.nextInt(5) == 0
                ? Optional.empty()
                : Optional.of(snapshots.get(snapshots.size() - back));
    }

    /** Few texts, so that records often become again what they were; every other one has no change time. */
    private void change(int id) {
        String text = switch (random.nextInt(5)) {
            case 0 -> "";
            case 1 -> LONG + id;
            default -> "Partner " + id + " " + random.nextInt(2);
        };
        Map<String, FieldValue> fields = Map.of("name", new FieldValue.Text(text));
        if (id % 2 == 0) {
            engine.records.putUndated(VirtualEngine.MODEL, RecordId.of(id), fields);
        } else {
            engine.records.put(VirtualEngine.MODEL, RecordId.of(id), fields);
        }
    }

    /** Lets the cluster come to its end: nothing more goes wrong, and somebody starts what has failed. */
    private void settle() {
        cluster.network = () -> 5;
        sink.mayBeLate = false;
        cluster.workers.forEach(worker -> worker.cut = false);
        addWorker();
        addWorker();
        for (int attempt = 0; attempt < 30 && !isComplete(); attempt++) {
            engine.wait(Duration.ofMinutes(1));
            keepSnapshot();
            if (report.isDone() && !isComplete()) {
                start(latestSnapshot());
            }
        }
        if (!isComplete()) {
            violations.add("the cluster does not end: " + (report.isDone() ? report.join() : cluster.toString()));
        }
    }

    private void check() {
        engine.wait(Duration.ofHours(1));
        for (int id = 1; id <= RECORDS; id++) {
            engine.records.deliver(VirtualEngine.MODEL, RecordId.of(id));
        }
        engine.sync(SyncRequest.builder()
                .model(VirtualEngine.MODEL)
                .retryFailed(true)
                .build());
        VerifyReport compared = engine.verify(
                VerifyRequest.builder().model(VirtualEngine.MODEL).deep(true).build());
        compared.examples().stream()
                .filter(difference -> !sink.excuses(difference.id()))
                .forEach(difference -> violations.add("differs in the end: " + difference));
        violations.addAll(sink.violations());
    }
}
