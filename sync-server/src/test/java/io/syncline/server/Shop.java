package io.syncline.server;

import io.syncline.api.ModelName;
import io.syncline.api.RecordAccess;
import io.syncline.api.RecordId;
import io.syncline.core.SyncEngine;
import io.syncline.core.port.ChangeSignals;
import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import io.syncline.mcp.SynclineMcpServer;
import io.syncline.mcp.settings.HttpSettings;
import io.syncline.mcp.settings.McpSettings;
import io.syncline.server.served.Served;
import io.syncline.server.served.Usage;
import io.syncline.server.settings.ServerSettings;
import io.syncline.service.ServiceSettings;
import io.syncline.service.SyncService;
import io.syncline.service.SyncServiceBuilder;
import io.syncline.service.memory.RunHistory;
import io.syncline.service.memory.UsageLedger;
import io.syncline.service.run.RunProgressListener;
import io.syncline.service.run.ServiceListener;
import io.syncline.service.run.TrackedRun;
import io.syncline.service.schedule.ModelSchedule;
import io.syncline.service.schedule.Schedule;
import io.syncline.testkit.memory.InMemoryEmbedder;
import io.syncline.testkit.memory.InMemoryMetadataStore;
import io.syncline.testkit.memory.InMemoryRecordSource;
import io.syncline.testkit.memory.InMemoryVectorSink;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

/** A service over a source in memory, and a server over that. */
final class Shop implements AutoCloseable {

    static final ModelName PARTNER = ModelName.of("res.partner");
    static final String TOKEN = "a-token-of-some-length";

    final InMemoryRecordSource source = InMemoryRecordSource.builder()
            .name("memory:shop")
            .clock(Clock.systemUTC())
            .model(PARTNER, new FieldDescription("name", "Name", FieldType.TEXT))
            .build();
    /** The rights of people by name. */
    final Map<String, RecordAccess> askers = new ConcurrentHashMap<>();

    final SyncService service;
    final SyncEngine engine;
    final SynclineServer server;
    private final SynclineMcpServer mcp;
    private final BlockingQueue<TrackedRun> ended = new LinkedBlockingQueue<>();

    Shop(ServerSettings settings) {
        this(settings, Optional.empty());
    }

    /** A shop whose database has signals. */
    Shop(ServerSettings settings, Optional<ChangeSignals> signals) {
        for (int id = 1; id <= 5; id++) {
            put(id, "Partner " + id);
        }
        RunProgressListener progress = new RunProgressListener();
        InMemoryMetadataStore metadata = new InMemoryMetadataStore(Clock.systemUTC());
        UsageLedger ledger = UsageLedger.in(metadata, () -> "shop", System::nanoTime);
        Usage usage = new Usage(Clock.systemUTC(), System::nanoTime, ledger, Optional.empty());
        RunHistory history = RunHistory.in(metadata, () -> "shop", System::nanoTime);
        engine = SyncEngine.builder()
                .source(source)
                .embedder(InMemoryEmbedder.builder().build())
                .sink(new InMemoryVectorSink())
                .metadata(metadata)
                .listener(progress)
                .build();
        SyncServiceBuilder parts = SyncService.builder()
                .engine(engine)
                .settings(ServiceSettings.builder()
                        .putModels(PARTNER, ModelSchedule.syncing(Schedule.every(Duration.ofDays(1))))
                        .build())
                .progress(progress)
                .listener(new ServiceListener() {
                    @Override
                    public void ended(TrackedRun run) {
                        history.ended(run);
                        ended.add(run);
                    }
                });
        signals.ifPresent(parts::signals);
        service = parts.build();
        mcp = SynclineMcpServer.over(
                McpSettings.builder()
                        .http(new HttpSettings(
                                settings.token().orElse(null),
                                settings.allowedHosts(),
                                settings.allowedOrigins(),
                                600,
                                1 << 20,
                                10))
                        .build(),
                engine,
                service.runs(),
                progress);
        Served served = new Served(
                service,
                engine,
                progress,
                usage,
                history,
                "memory:shop",
                () -> Optional.of("in memory"),
                "memory/1/8",
                name -> Optional.ofNullable(askers.get(name)),
                mcp.servlet());
        server = SynclineServer.start(settings, served, () -> "# HELP nothing nothing\n");
    }

    /** A server at any free port that asks for a token. */
    static ServerSettings secured() {
        return ServerSettings.builder().port(0).token(TOKEN).build();
    }

    void put(long id, String name) {
        source.put(PARTNER, RecordId.of(id), Map.of("name", new FieldValue.Text(name)));
    }

    /** Starts the service and waits for its first sync. */
    void sync() {
        service.start();
        awaitRun(1);
    }

    /** Waits until so many more runs have ended, and returns the last of them. */
    TrackedRun awaitRun(int count) {
        try {
            TrackedRun run = ended.take();
            for (int i = 1; i < count; i++) {
                run = ended.take();
            }
            return run;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        service.close();
        server.close();
        mcp.close();
        engine.close();
    }
}
