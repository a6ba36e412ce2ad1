package io.syncline.benchmarks.endtoend;

import com.sun.net.httpserver.HttpServer;
import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.benchmarks.Harness;
import io.syncline.benchmarks.Section;
import io.syncline.benchmarks.Size;
import io.syncline.benchmarks.Table;
import io.syncline.core.SyncEngine;
import io.syncline.core.port.VectorSink;
import io.syncline.core.settings.ModelSettings;
import io.syncline.odoo.OdooRecordSource;
import io.syncline.odoo.testserver.OdooField;
import io.syncline.odoo.testserver.OdooModel;
import io.syncline.odoo.testserver.OdooServer;
import io.syncline.odoo.testserver.OdooVersion;
import io.syncline.odoo.testserver.OdooWebhooks;
import io.syncline.server.hook.HookReceiver;
import io.syncline.service.ServiceSettings;
import io.syncline.service.SyncService;
import io.syncline.service.schedule.ModelSchedule;
import io.syncline.service.schedule.Schedule;
import io.syncline.sqlite.SqliteStore;
import io.syncline.testkit.memory.InMemoryMetadataStore;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** How long after its commit a change is found by searches, if Odoo sends a webhook while another model is synced in full. */
public final class SignalFreshness implements Harness {

    private static final ModelName WATCHED = ModelName.of("bench.note");
    private static final ModelName OTHER = ModelName.of("bench.other");
    private static final Duration BETWEEN_CHANGES = Duration.ofMillis(200);
    private static final int EMBED_MILLIS = 250;
    private static final int EMBED_CONCURRENCY = 8;
    private static final int LAST_SECONDS = 60;

    /** Called by the list of harnesses. */
    public SignalFreshness() {}

    @Override
    public String name() {
        return "signal-freshness";
    }

    @Override
    public String purpose() {
        return "the time from a commit in Odoo to searchable, by webhooks, beside a full sync of another model";
    }

    @Override
    public List<String> jvmOptions() {
        return List.of("-Xmx2g", "-Dsun.net.httpserver.nodelay=true");
    }

    @Override
    public Section run(Size size) throws Exception {
        int records = size.of(200, 37_500);
        int changes = size.of(5, 500);
        Path directory = Files.createTempDirectory("syncline-freshness");
        ChangeWatch stored = new ChangeWatch(
                WATCHED,
                SqliteStore.builder()
                        .path(directory.resolve("vectors.db"))
                        .build()
                        .vectorSink());
        try (OdooServer odoo = odoo(records);
                EmbeddingService embeddings = new EmbeddingService(EMBED_MILLIS, EMBED_CONCURRENCY);
                BenchmarkEmbedder embedder = new BenchmarkEmbedder(embeddings.url(), EMBED_CONCURRENCY);
                stored;
                SyncEngine engine = engine(odoo, embedder, stored)) {
            sync(engine, WATCHED);
            return measured(odoo, engine, stored, changes, records);
        } finally {
            Files.deleteIfExists(directory.resolve("vectors.db"));
            Files.deleteIfExists(directory);
        }
    }

    private static OdooServer odoo(int records) {
        OdooServer odoo = OdooServer.builder()
                .version(OdooVersion.V17)
                .user("bench", "bench")
                .loggedCalls(10)
                .start();
        for (ModelName model : List.of(WATCHED, OTHER)) {
            odoo.database()
                    .define(OdooModel.named(model.value())
                            .label("Note")
                            .fields(OdooField.chars("name").label("Name"))
                            .build());
            List<Map<String, Object>> rows = new ArrayList<>();
            for (int i = 0; i < records; i++) {
                rows.add(Map.of("name", "Note " + i));
            }
            List<Long> ids = odoo.database().createAll(model.value(), rows);
            odoo.database().setWriteDate(model.value(), ids, Instant.now().minus(Duration.ofDays(1)));
        }
        return odoo;
    }

    private static SyncEngine engine(OdooServer odoo, BenchmarkEmbedder embedder, VectorSink sink) {
        ModelSettings names = ModelSettings.builder().addFields("name").build();
        return SyncEngine.builder()
                .source(OdooRecordSource.builder()
                        .url(odoo.url())
                        .database(odoo.databaseName())
                        .username("bench")
                        .password("bench")
                        .build())
                .embedder(embedder)
                .sink(sink)
                .metadata(new InMemoryMetadataStore(InstantSource.system()))
                .model(WATCHED.value(), names)
                .model(OTHER.value(), names)
                .build();
    }

    private static void sync(SyncEngine engine, ModelName model) {
        SyncReport report = engine.sync(SyncRequest.of(model.value()));
        if (!report.success()) {
            throw new IllegalStateException("The sync of " + model + " failed: " + report.errors());
        }
    }

    private Section measured(OdooServer odoo, SyncEngine engine, ChangeWatch stored, int changes, int records)
            throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        AtomicBoolean ended = new AtomicBoolean();
        try (SyncService service = service(engine)) {
            hooks(http, service, threads);
            odoo.database()
                    .webhooks(new OdooWebhooks(
                            URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/hooks/secret"),
                            Set.of(WATCHED.value()),
                            () -> OdooWebhooks.Fate.SENT));
            service.start();
            CompletableFuture<Integer> other =
                    CompletableFuture.supplyAsync(() -> embedAll(odoo, engine, ended), threads);
            change(odoo, stored, changes);
            ended.set(true);
            return section(stored, changes, records, other.get());
        } finally {
            ended.set(true);
            http.stop(0);
            threads.shutdown();
        }
    }

    private static SyncService service(SyncEngine engine) {
        return SyncService.builder()
                .engine(engine)
                .settings(ServiceSettings.builder()
                        .putModels(WATCHED, ModelSchedule.syncing(Schedule.every(Duration.ofHours(1))))
                        .build())
                .build();
    }

    private static void hooks(HttpServer http, SyncService service, ExecutorService threads) {
        HookReceiver receiver = new HookReceiver(
                WATCHED::equals,
                service::touch,
                threads,
                CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS, threads));
        http.createContext("/hooks/", exchange -> {
            HookReceiver.Answer answer =
                    receiver.accept(exchange.getRequestBody().readAllBytes());
            exchange.sendResponseHeaders(answer.status(), -1);
            exchange.close();
        });
        http.start();
    }

    /** Syncs all records of the other model again and again; each time all are embedded. */
    private static int embedAll(OdooServer odoo, SyncEngine engine, AtomicBoolean ended) {
        int rounds = 0;
        while (!ended.get()) {
            List<Long> ids = odoo.database().ids(OTHER.value());
            for (long id : ids) {
                odoo.database().write(OTHER.value(), id, Map.of("name", "Round " + rounds + " of " + id));
            }
            sync(engine, OTHER);
            rounds++;
        }
        return rounds;
    }

    private static void change(OdooServer odoo, ChangeWatch stored, int changes) throws InterruptedException {
        List<Long> ids = odoo.database().ids(WATCHED.value());
        for (int i = 0; i < changes; i++) {
            long id = ids.get((int) ((long) i * ids.size() / changes));
            stored.expect(RecordId.of(id));
            odoo.database().write(WATCHED.value(), id, Map.of("name", "Changed " + i));
            stored.committed(RecordId.of(id));
            Thread.sleep(BETWEEN_CHANGES.toMillis());
        }
        for (int i = 0; i < LAST_SECONDS && stored.waiting() > 0; i++) {
            Thread.sleep(1000);
        }
    }

    private static Section section(ChangeWatch stored, int changes, int records, int rounds) {
        List<Double> seconds = stored.seconds();
        Collections.sort(seconds);
        Table table = new Table("", "seconds after the commit")
                .row("half of the changes", at(seconds, 0.5))
                .row("99 of 100", at(seconds, 0.99))
                .row("the last", at(seconds, 1))
                .row("lost", (long) (changes - seconds.size()));
        return new Section(
                "From a webhook to searchable",
                changes + " changes, five a second, of a model of " + records
                        + " records in an Odoo 17, whose webhooks come before"
                        + " the commit, while another model of as many records was synced in full " + rounds
                        + " times, all of it embedded; an embedding call takes " + EMBED_MILLIS
                        + " ms; SQLite as sink; a settle time of a second is part of it.\n\n" + table);
    }

    private static double at(List<Double> sorted, double share) {
        return sorted.isEmpty() ? Double.NaN : sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }
}
