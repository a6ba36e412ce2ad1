package io.syncline.flink;

import io.syncline.core.SyncEngine;
import io.syncline.flink.job.EngineProvider;
import io.syncline.flink.job.SyncJob;
import io.syncline.testkit.memory.InMemoryEmbedder;
import io.syncline.testkit.memory.InMemoryMetadataStore;
import io.syncline.testkit.memory.InMemoryRecordSource;
import io.syncline.testkit.memory.InMemoryVectorSink;
import java.time.InstantSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The example of the documentation, over adapters that a process of its own would not share. */
final class RemoteJob {

    private RemoteJob() {}

    // region run
    static String run() throws Exception {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createRemoteEnvironment("jobmanager", 8081, "my-sync.jar");
        environment.setParallelism(4);
        environment.enableCheckpointing(10_000);
        return FlinkSync.run(environment, RemoteJob::engine, SyncJob.of("res.partner"));
    }
    // endregion

    private static EngineProvider.ProvidedEngine engine() {
        SyncEngine engine = SyncEngine.builder()
                .source(InMemoryRecordSource.builder().build())
                .embedder(InMemoryEmbedder.builder().build())
                .sink(new InMemoryVectorSink())
                .metadata(new InMemoryMetadataStore(InstantSource.system()))
                .build();
        return new EngineProvider.ProvidedEngine(engine, () -> {});
    }
}
