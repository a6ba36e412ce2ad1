package io.syncline.benchmarks.endtoend;

import com.sun.net.httpserver.HttpServer;
import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.core.SyncEngine;
import io.syncline.core.port.MetadataStore;
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
import io.syncline.service.memory.ScheduleMemory;
import io.syncline.service.schedule.ModelSchedule;
import io.syncline.service.schedule.Schedule;
import io.syncline.sqlite.SqliteStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Two models in an Odoo, of which one is watched, in sync at the beginning. */
final class FreshnessWorld implements AutoCloseable {

    static final int EMBED_MILLIS = 250;
    static final int EMBED_CONCURRENCY = 8;

    private static final ModelName WATCHED = ModelName.of("bench.note");
    private static final ModelName OTHER = ModelName.of("bench.other");
    private static final Duration BETWEEN_CHANGES = Duration.ofMillis(100);
    private static final int LAST_SECONDS = 90;

    private final Path directory;
    private final OdooServer odoo;
    private final EmbeddingService embeddings;
    private final BenchmarkEmbedder embedder;
    private final MetadataStore states;
    private final ChangeWatch stored;
    private final SyncEngine engine;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private int round;
    private int nextChange;

    /**
     * What came of some changes.
     *
     * @param seconds from the commit to searchable, of each that was found
     * @param rounds how often the other model was synced in full
     * @param answered webhooks that were answered within the second for which Odoo waits
     */
    record Result(int changes, List<Double> seconds, int rounds, int answered) {}

    FreshnessWorld(int records) throws IOException {
        directory = Files.createTempDirectory("syncline-freshness");
        odoo = OdooServer.builder()
                .version(OdooVersion.V17)
                .user("bench", "bench")
                .loggedCalls(10)
                .start();
        for (ModelName model : List.of(WATCHED, OTHER)) {
            fill(model, records);
        }
        embeddings = new EmbeddingService(EMBED_MILLIS, EMBED_CONCURRENCY);
        embedder = new BenchmarkEmbedder(embeddings.url(), EMBED_CONCURRENCY);
        SqliteStore store =
                SqliteStore.builder().path(directory.resolve("syncline.db")).build();
        states = store.metadataStore();
        stored = new ChangeWatch(WATCHED, store.vectorSink());
        engine = engine();
        sync(WATCHED);
        sync(OTHER);
    }

    private void fill(ModelName model, int records) {
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

    private SyncEngine engine() {
        ModelSettings names = ModelSettings.builder().addFields("name").build();
        return SyncEngine.builder()
                .source(OdooRecordSource.builder()
                        .url(odoo.url())
                        .database(odoo.databaseName())
                        .username("bench")
                        .password("bench")
                        .build())
                .embedder(embedder)
                .sink(stored)
                .metadata(states)
                .model(WATCHED.value(), names)
                .model(OTHER.value(), names)
                .build();
    }

    private void sync(ModelName model) {
        SyncReport report = engine.sync(SyncRequest.of(model.value()));
        if (!report.success()) {
            throw new IllegalStateException("The sync of " + model + " failed: " + report.errors());
        }
    }

    /**
     * Changes records while the other model is synced.
     *
     * @param probe how often Odoo is asked what has changed
     * @param fates of the webhooks; there are none if empty
     */
    Result phase(int changes, Optional<Duration> probe, Optional<Supplier<OdooWebhooks.Fate>> fates) throws Exception {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(threads);
        AtomicBoolean ended = new AtomicBoolean();
        stored.forget();
        try (SyncService service = service(probe)) {
            hooks(http, service);
            OdooWebhooks webhooks = new OdooWebhooks(
                    URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/hooks/secret"),
                    fates.isPresent() ? Set.of(WATCHED.value()) : Set.of(),
                    fates.orElse(() -> OdooWebhooks.Fate.DROPPED));
            odoo.database().webhooks(webhooks);
            service.start();
            CompletableFuture<Integer> other = CompletableFuture.supplyAsync(() -> embedAll(ended), threads);
            change(changes);
            List<Double> seconds = stored.seconds();
            ended.set(true);
            return new Result(changes, seconds, other.get(), webhooks.answered());
        } finally {
            ended.set(true);
            http.stop(0);
        }
    }

    private SyncService service(Optional<Duration> probe) {
        return SyncService.builder()
                .engine(engine)
                .memory(ScheduleMemory.in(states, () -> "bench"))
                .settings(ServiceSettings.builder()
                        .putModels(WATCHED, ModelSchedule.syncing(Schedule.every(Duration.ofHours(1))))
                        .probe(probe)
                        .build())
                .build();
    }

    private void hooks(HttpServer http, SyncService service) {
        ExecutorService noting = Executors.newSingleThreadExecutor();
        HookReceiver receiver = new HookReceiver(
                WATCHED::equals,
                service::touch,
                noting,
                CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS, noting));
        http.createContext("/hooks/", exchange -> {
            HookReceiver.Answer answer =
                    receiver.accept(exchange.getRequestBody().readAllBytes());
            try {
                answer.noted().get(300, TimeUnit.MILLISECONDS);
            } catch (InterruptedException | ExecutionException | TimeoutException late) {
                // as the servlet answers
            }
            exchange.sendResponseHeaders(answer.status(), -1);
            exchange.close();
        });
        http.start();
    }

    /** Syncs all records of the other model again and again; each time all are embedded. */
    private int embedAll(AtomicBoolean ended) {
        int rounds = 0;
        while (!ended.get()) {
            round++;
            for (long id : odoo.database().ids(OTHER.value())) {
                odoo.database().write(OTHER.value(), id, Map.of("name", "Round " + round + " of " + id));
            }
            sync(OTHER);
            rounds++;
        }
        return rounds;
    }

    private void change(int changes) throws InterruptedException {
        List<Long> ids = odoo.database().ids(WATCHED.value());
        for (int i = 0; i < changes; i++) {
            nextChange++;
            long id = ids.get((int) ((long) i * ids.size() / changes));
            stored.expect(RecordId.of(id));
            odoo.database().write(WATCHED.value(), id, Map.of("name", "Changed " + nextChange));
            stored.committed(RecordId.of(id));
            Thread.sleep(BETWEEN_CHANGES.toMillis());
        }
        for (int i = 0; i < LAST_SECONDS && stored.waiting() > 0; i++) {
            Thread.sleep(1000);
        }
    }

    @Override
    public void close() throws IOException {
        engine.close();
        embedder.close();
        embeddings.close();
        odoo.close();
        threads.shutdownNow();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }
}
