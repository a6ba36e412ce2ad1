package io.syncline.enginetests.virtualtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.SyncRequest;
import io.syncline.core.cluster.ClusterSettings;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.settings.ModelSettings;
import io.syncline.testkit.memory.CountingVectorSink;
import io.syncline.testkit.memory.SyntheticRecordSource;
import java.time.Duration;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A hundred workers on a billion records, for some minutes of virtual time: what limits them. Each worker embeds 8 texts in 250 ms,
 * that is 32 records a second, so that all together take 3,200; the listing of the coordinator gives 10,000 ids per call.
 */
class ClusterScaleTest {

    private static final int WORKERS = 100;
    private static final long RECORDS = 1_000_000_000;
    private static final Duration START = Duration.ofMinutes(1);
    private static final Duration MEASURED = Duration.ofMinutes(1);
    private static final double MOST = WORKERS * 8 / 0.25;

    private final VirtualEngine engine = new VirtualEngine();
    private final VirtualCluster cluster = new VirtualCluster(engine);
    private final CountingVectorSink sink = new CountingVectorSink();

    ClusterScaleTest() {
        engine.source = SyntheticRecordSource.builder()
                .model(VirtualEngine.MODEL)
                .records(RECORDS)
                .words(8)
                .clock(engine.time)
                .build();
        engine.sink = sink;
        engine.model = ModelSettings.builder().template("{name}").build();
        engine.settings
                .fetchBatchSize(100)
                .fetchConcurrency(1)
                .embedBatchSize(8)
                .embedConcurrency(1)
                .checkpointInterval(Duration.ofSeconds(10));
        engine.latency = Duration.ofMillis(250);
        cluster.settings = new ClusterSettings(1_000, Duration.ofSeconds(10), 4 * WORKERS);
        cluster.mostRequests = Integer.MAX_VALUE;
    }

    /**
     * The listing is the first bottleneck, and it is none before its rate is that of the workers.
     *
     * @param listingMillis what a call for 10,000 ids takes
     * @param least share of what the workers could do, at least
     * @param most the same, at most
     */
    @ParameterizedTest
    @CsvSource({"200, 0.95, 1.0", "2500, 0.95, 1.0", "6250, 0.45, 0.52"})
    void throughputShouldBeThatOfTheWorkersOrOfTheListing(long listingMillis, double least, double most) {
        ToLongFunction<Work> nanos = work ->
                Duration.ofMillis(work == Work.SOURCE ? listingMillis : 5).toNanos();
        cluster.coordinatorLoops = () -> new VirtualLoop(engine.time, nanos);
        cluster.coordinate(SyncRequest.of(VirtualEngine.MODEL.value()), Optional.empty());
        for (int i = 0; i < WORKERS; i++) {
            cluster.addWorker("worker " + i);
        }
        engine.wait(START);
        long before = sink.upsertedDocuments();
        long asked = asked();
        long saved = engine.states.calls().total();

        engine.wait(MEASURED);

        double seconds = MEASURED.toSeconds();
        assertThat((sink.upsertedDocuments() - before) / seconds / MOST)
                .as("use of the workers")
                .isBetween(least, most);
        assertThat((asked() - asked) / seconds)
                .as("requests to the coordinator per second")
                .isLessThan(4.0 * WORKERS);
        assertThat((engine.states.calls().total() - saved) / seconds)
                .as("calls to the metadata store per second")
                .isLessThan(5);
    }

    private long asked() {
        return cluster.workers.stream().mapToLong(worker -> worker.asked).sum();
    }
}
