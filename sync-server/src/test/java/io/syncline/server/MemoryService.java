package io.syncline.server;

import io.syncline.core.SyncEngine;
import io.syncline.core.port.RecordSource;
import io.syncline.server.served.AskerRights;
import io.syncline.server.served.Served;
import io.syncline.server.served.Usage;
import io.syncline.service.ServiceSettings;
import io.syncline.service.SyncService;
import io.syncline.service.memory.RunHistory;
import io.syncline.service.memory.UsageLedger;
import io.syncline.service.run.RunProgressListener;
import io.syncline.testkit.memory.InMemoryEmbedder;
import io.syncline.testkit.memory.InMemoryMetadataStore;
import io.syncline.testkit.memory.InMemoryVectorSink;
import java.time.Clock;
import java.util.Optional;

/** A service over a source, with all else in memory, and what a server shows of it. */
final class MemoryService implements AutoCloseable {

    final SyncEngine engine;
    final SyncService service;
    final Served served;

    /**
     * A service that is not started.
     *
     * @param name of the source, and of what the service remembers
     */
    MemoryService(String name, RecordSource source, ServiceSettings settings) {
        RunProgressListener progress = new RunProgressListener();
        InMemoryMetadataStore metadata = new InMemoryMetadataStore(Clock.systemUTC());
        RunHistory history = RunHistory.in(metadata, () -> name, System::nanoTime);
        UsageLedger ledger = UsageLedger.in(metadata, () -> name, System::nanoTime);
        engine = SyncEngine.builder()
                .source(source)
                .embedder(InMemoryEmbedder.builder().build())
                .sink(new InMemoryVectorSink())
                .metadata(metadata)
                .listener(progress)
                .build();
        service = SyncService.builder()
                .engine(engine)
                .settings(settings)
                .progress(progress)
                .listener(history)
                .build();
        served = new Served(
                service,
                engine,
                progress,
                new Usage(Clock.systemUTC(), System::nanoTime, ledger, Optional.empty()),
                history,
                name,
                () -> Optional.of("in memory"),
                "memory/1/8",
                AskerRights.NONE,
                null);
    }

    @Override
    public void close() {
        service.close();
        engine.close();
    }
}
