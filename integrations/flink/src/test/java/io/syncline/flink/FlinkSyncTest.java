package io.syncline.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.core.SyncEngine;
import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.settings.EngineSettings;
import io.syncline.core.settings.ModelSettings;
import io.syncline.flink.job.EngineProvider;
import io.syncline.flink.job.SyncJob;
import io.syncline.testkit.memory.InMemoryEmbedder;
import io.syncline.testkit.memory.InMemoryMetadataStore;
import io.syncline.testkit.memory.InMemoryRecordSource;
import io.syncline.testkit.memory.InMemoryVectorSink;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Syncs as jobs on a cluster within the process, over in-memory adapters that its parts share. */
class FlinkSyncTest {

    private static final ModelName MODEL = ModelName.of("res.partner");
    private static final int RECORDS = 2_000;
    private static World world = new World();

    /** Adapters that outlive a job; jobs of Flink are serialized, so they cannot carry them. */
    private static final class World {

        private final InMemoryRecordSource source = InMemoryRecordSource.builder()
                .clock(InstantSource.system())
                .model(MODEL, new FieldDescription("name", "Name", FieldType.TEXT))
                .build();
        private final InMemoryVectorSink sink = new InMemoryVectorSink();
        private final InMemoryMetadataStore states = new InMemoryMetadataStore(InstantSource.system());
        private final AtomicInteger engines = new AtomicInteger();
        private final Semaphore closed = new Semaphore(0);

        private EngineProvider.ProvidedEngine engine(String template) {
            engines.incrementAndGet();
            SyncEngine engine = SyncEngine.builder()
                    .source(source)
                    .embedder(InMemoryEmbedder.builder().dimension(4).build())
                    .sink(sink.reopen())
                    .metadata(states)
                    .settings(EngineSettings.builder().fetchBatchSize(50).build())
                    .model(
                            MODEL.value(),
                            ModelSettings.builder().template(template).build())
                    .build();
            return new EngineProvider.ProvidedEngine(engine, closed::release);
        }

        private long stored() {
            return sink.points(new ModelKey(source.name(), MODEL)).size();
        }
    }

    @BeforeEach
    void createRecords() {
        world = new World();
        for (int id = 1; id <= RECORDS; id++) {
            world.source.put(MODEL, RecordId.of(id), Map.of("name", new FieldValue.Text("Partner " + id)));
        }
    }

    @Test
    void jobShouldStoreAllRecordsAndReturnTheReport() throws Exception {
        SyncJob job = SyncJob.of(MODEL.value()).withRanges(100, Duration.ofSeconds(5));

        String report = FlinkSync.run(environment(3), () -> world.engine("{name}"), job);

        assertThat(report).contains("\"records_embedded\":" + RECORDS).contains("\"outcome\":\"completed\"");
        assertThat(world.stored()).isEqualTo(RECORDS);
        assertThat(world.engines)
                .as("one of the coordinator, one of the workers")
                .hasValue(2);
        assertThat(world.closed.tryAcquire(2, 1, TimeUnit.MINUTES))
                .as("both are closed, that of the coordinator after the client has the report")
                .isTrue();
    }

    @Test
    void secondJobShouldEmbedNothing() throws Exception {
        SyncJob job = SyncJob.of(MODEL.value()).withRanges(100, Duration.ofSeconds(5));
        FlinkSync.run(environment(2), () -> world.engine("{name}"), job);

        String report = FlinkSync.run(environment(2), () -> world.engine("{name}"), job.with(SyncJob.Choice.FULL));

        assertThat(report).contains("\"records_embedded\":0").contains("\"records_unchanged\":" + RECORDS);
    }

    @Test
    void jobWithAMisspeltModelShouldFailWithTheMessageOfTheSyncAndNotRestart() {
        assertThatThrownBy(
                        () -> FlinkSync.run(environment(1), () -> world.engine("{name}"), SyncJob.of("res.partners")))
                .hasStackTraceContaining("res.partners");
        assertThat(world.engines.get()).isLessThanOrEqualTo(2);
    }

    private static StreamExecutionEnvironment environment(int parallelism) {
        Configuration configuration = new Configuration();
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
        environment.enableCheckpointing(1000);
        return environment;
    }
}
