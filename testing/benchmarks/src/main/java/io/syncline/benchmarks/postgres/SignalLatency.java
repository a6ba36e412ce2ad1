package io.syncline.benchmarks.postgres;

import io.syncline.api.ModelName;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.benchmarks.Harness;
import io.syncline.benchmarks.KilledProcess;
import io.syncline.benchmarks.NoOpEmbedder;
import io.syncline.benchmarks.Section;
import io.syncline.benchmarks.Size;
import io.syncline.benchmarks.Table;
import io.syncline.core.SignalRelay;
import io.syncline.core.SyncEngine;
import io.syncline.core.settings.EngineSettings;
import io.syncline.core.state.FileMetadataStore;
import io.syncline.sql.SqlModel;
import io.syncline.sql.SqlRecordSource;
import io.syncline.testkit.postgres.PgvectorProcess;
import io.syncline.testkit.postgres.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** How long it takes from a commit until the record is stored, by signals of the database. */
public final class SignalLatency implements Harness {

    private static final int PER_SECOND = 50;
    private static final Duration OVERLAP = Duration.ofMinutes(1);
    private static final String PUBLICATION = "bench";

    @Override
    public String name() {
        return "sql-signals";
    }

    @Override
    public String purpose() {
        return "time from a commit in PostgreSQL until the record is stored, by logical replication, at 50 changes a second";
    }

    @Override
    public List<String> jvmOptions() {
        return List.of("-Xmx256m");
    }

    @Override
    public Section run(Size size) throws Exception {
        int rows = size.of(200, 20_000);
        int changes = size.of(20, PER_SECOND * 120);
        Path directory = Files.createTempDirectory("sql-signals-");
        ExecutorService threads = Executors.newCachedThreadPool();
        StoredTimes stored;
        AtomicInteger syncs = new AtomicInteger();
        try (PgvectorProcess server = PgvectorProcess.start("wal_level=logical");
                Connection shop =
                        DriverManager.getConnection(server.url(), PostgresServer.USER, PostgresServer.PASSWORD)) {
            ProductTable.create(server, rows);
            ProductTable.publish(server, PUBLICATION);
            stored = new StoredTimes(PostgresBench.sink(server.url()));
            try (SqlRecordSource source = source(server);
                    SyncEngine engine = SyncEngine.builder()
                            .source(source)
                            .embedder(new NoOpEmbedder())
                            .sink(stored)
                            .metadata(FileMetadataStore.open(directory.resolve("state.json")))
                            .settings(EngineSettings.builder().overlap(OVERLAP).build())
                            .build();
                    SignalRelay relay = new SignalRelay(engine, source.signals().orElseThrow(), warning -> {})) {
                follow(engine, relay); // the first batch asks for a full sync
                CompletableFuture<Void> following =
                        CompletableFuture.runAsync(() -> followForEver(engine, relay, syncs), threads);
                write(shop, rows, changes, stored);
                stored.await(changes, following);
                return new Section("From a commit to a stored record", text(rows, changes, stored, syncs.get()));
            }
        } finally {
            threads.shutdownNow();
            KilledProcess.delete(directory);
        }
    }

    private static SqlRecordSource source(PgvectorProcess server) {
        return SqlRecordSource.builder()
                .url(server.url())
                .username(PostgresServer.USER)
                .password(PostgresServer.PASSWORD)
                .name("bench")
                .signals(PUBLICATION)
                .model(
                        ProductTable.MODEL,
                        SqlModel.builder()
                                .key(List.of("id"))
                                .version("updated_at")
                                .build())
                .build();
    }

    private static void followForEver(SyncEngine engine, SignalRelay relay, AtomicInteger syncs) {
        try {
            while (true) {
                syncs.addAndGet(follow(engine, relay));
            }
        } catch (IllegalStateException e) {
            return; // it was closed, at the end
        }
    }

    private static int follow(SyncEngine engine, SignalRelay relay) {
        int syncs = 0;
        for (ModelName model : relay.next()) {
            SyncReport report = engine.sync(SyncRequest.of(model.value()));
            if (!report.success()) {
                throw new CompletionException("The sync failed: " + report, null);
            }
            syncs++;
        }
        return syncs;
    }

    /** Changes one row after the other, each by a transaction of its own, at a steady rate. */
    private static void write(Connection shop, int rows, int changes, StoredTimes stored) throws Exception {
        long begin = System.nanoTime();
        try (PreparedStatement update = shop.prepareStatement(
                "UPDATE products SET name = ?, updated_at = now()" + " WHERE id = md5(?::text)::uuid")) {
            for (int change = 0; change < changes; change++) {
                long due = begin + change * TimeUnit.SECONDS.toNanos(1) / PER_SECOND;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                update.setString(1, StoredTimes.text(change));
                update.setInt(2, change % rows + 1);
                update.executeUpdate();
                stored.committed(change);
            }
        }
    }

    private static String text(int rows, int changes, StoredTimes stored, int syncs) {
        List<Double> seconds = new ArrayList<>(stored.seconds());
        Collections.sort(seconds);
        Table table = new Table("", "s")
                .row("half of the changes are stored within", seconds.get(seconds.size() / 2))
                .row("99 %", seconds.get(seconds.size() * 99 / 100))
                .row("all", seconds.get(seconds.size() - 1));
        return String.format(
                "%,d rows with a UUID as the key, of which %,d are changed, one after the other, by transactions of their own, %d a second,"
                        + " and one database for both sides. A loop takes signals and syncs the model (%,d syncs), with an overlap of %d s and an"
                        + " embedder that answers at once. The time is from the answer to the commit until the write of the record with that"
                        + " change has returned from the sink, after which searches find it.%n%n%s",
                rows, changes, PER_SECOND, syncs, OVERLAP.toSeconds(), table);
    }
}
