package io.syncline.server;

import com.sun.net.httpserver.HttpServer;
import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.core.SyncEngine;
import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import io.syncline.server.served.AskerRights;
import io.syncline.server.served.Served;
import io.syncline.server.served.Usage;
import io.syncline.server.settings.ServerSettings;
import io.syncline.service.ServiceSettings;
import io.syncline.service.SyncService;
import io.syncline.service.memory.RunHistory;
import io.syncline.service.memory.UsageLedger;
import io.syncline.service.run.RunProgressListener;
import io.syncline.service.schedule.ModelSchedule;
import io.syncline.service.schedule.Schedule;
import io.syncline.testkit.memory.InMemoryEmbedder;
import io.syncline.testkit.memory.InMemoryMetadataStore;
import io.syncline.testkit.memory.InMemoryRecordSource;
import io.syncline.testkit.memory.InMemoryVectorSink;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What the operator of operate.test.mjs finds: twenty partners and one that fails, a note with script in its name and signs of
 * addresses in its id, a model that the source does not have, and a way to change the source.
 */
final class Office implements AutoCloseable {

    static final String TOKEN = "the token of this server";

    private static final ModelName PARTNER = ModelName.of("res.partner");
    private static final ModelName NOTES = ModelName.of("notes");
    private static final ModelName BROKEN = ModelName.of("broken");
    private static final String SCRIPT = "<img src=x onerror=\"window.attacked=1\">";
    private static final int PARTNERS = 21;
    private static final long FAILING = 7;
    private static final int NO_CONTENT = 204;

    private final InMemoryRecordSource source = InMemoryRecordSource.builder()
            .name("memory:office")
            .clock(Clock.systemUTC())
            .model(PARTNER, new FieldDescription("name", "Name", FieldType.TEXT))
            .model(NOTES, new FieldDescription("name", "Name", FieldType.TEXT))
            .build();
    private final SyncEngine engine;
    private final SyncService service;
    private final SynclineServer open;
    private final SynclineServer guarded;
    private final HttpServer control;

    Office() throws IOException {
        for (int id = 1; id <= PARTNERS; id++) {
            put(id, "Partner " + id);
        }
        source.withhold(PARTNER, RecordId.of(FAILING), "The source refused it: " + SCRIPT);
        source.put(NOTES, RecordId.of("a/b?c#d%20é"), Map.of("name", new FieldValue.Text(SCRIPT + " attacked")));
        RunProgressListener progress = new RunProgressListener();
        InMemoryMetadataStore metadata = new InMemoryMetadataStore(Clock.systemUTC());
        engine = SyncEngine.builder()
                .source(source)
                .embedder(InMemoryEmbedder.builder().build())
                .sink(new InMemoryVectorSink())
                .metadata(metadata)
                .listener(progress)
                .build();
        RunHistory history = RunHistory.in(metadata, () -> "office", System::nanoTime);
        service = SyncService.builder()
                .engine(engine)
                .settings(ServiceSettings.builder()
                        .putModels(PARTNER, ModelSchedule.syncing(Schedule.every(Duration.ofHours(1))))
                        .putModels(NOTES, ModelSchedule.syncing(Schedule.every(Duration.ofHours(1))))
                        .putModels(BROKEN, ModelSchedule.syncing(Schedule.every(Duration.ofHours(1))))
                        .build())
                .progress(progress)
                .listener(history)
                .build();
        UsageLedger ledger = UsageLedger.in(metadata, () -> "office", System::nanoTime);
        Usage usage = new Usage(Clock.systemUTC(), System::nanoTime, ledger, Optional.empty());
        Served served = new Served(
                service,
                engine,
                progress,
                usage,
                history,
                "memory:office",
                () -> Optional.of("in memory"),
                "memory/1/8",
                AskerRights.NONE,
                null);
        open = SynclineServer.start(ServerSettings.builder().port(0).build(), served, () -> "");
        guarded = SynclineServer.start(
                ServerSettings.builder().port(0).token(TOKEN).build(), served, () -> "");
        control = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        on("/change", () -> {
            source.deliver(PARTNER, RecordId.of(FAILING));
            put(1, "Partner 1, moved");
            put(PARTNERS + 1, "Partner " + (PARTNERS + 1));
        });
        on("/delete", () -> source.delete(PARTNER, RecordId.of(PARTNERS - 1)));
        control.start();
        service.start();
    }

    private void on(String path, Runnable change) {
        control.createContext(path, exchange -> {
            change.run();
            exchange.sendResponseHeaders(NO_CONTENT, -1);
            exchange.close();
        });
    }

    private void put(long id, String name) {
        source.put(PARTNER, RecordId.of(id), Map.of("name", new FieldValue.Text(name)));
    }

    /** What the script is told. */
    Map<String, String> environment() {
        return Map.of(
                "SYNCLINE_URL", open.url() + "/",
                "SYNCLINE_GUARDED", guarded.url() + "/",
                "SYNCLINE_TOKEN", TOKEN,
                "SYNCLINE_CONTROL", "http://127.0.0.1:" + control.getAddress().getPort() + "/");
    }

    @Override
    public void close() {
        control.stop(0);
        service.close();
        open.close();
        guarded.close();
        engine.close();
    }
}
