package io.syncline.benchmarks.postgres;

import io.syncline.api.CleanupReport;
import io.syncline.api.CleanupRequest;
import io.syncline.benchmarks.Harness;
import io.syncline.benchmarks.KilledProcess;
import io.syncline.benchmarks.NoOpEmbedder;
import io.syncline.benchmarks.Ratios;
import io.syncline.benchmarks.Section;
import io.syncline.benchmarks.Size;
import io.syncline.benchmarks.Table;
import io.syncline.core.SyncEngine;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.RecordScope;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.state.FileMetadataStore;
import io.syncline.pgvector.PgvectorSink;
import io.syncline.sql.SqlRecordSource;
import io.syncline.testkit.postgres.PgvectorProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** A large table with UUIDs as keys: a killed and resumed sync in a small heap, and a cleanup beside the two bare listings. */
public final class MillionRows implements Harness {

    private static final int STALE = 100;
    private static final int PAGE = 1000;
    private static final int ROUNDS = 3;

    @Override
    public String name() {
        return "sql-million";
    }

    @Override
    public String purpose() {
        return "1,000,000 rows with UUIDs in PostgreSQL: a killed and resumed sync with -Xmx128m, and a cleanup of 100 deletions";
    }

    @Override
    public List<String> jvmOptions() {
        return List.of("-Xmx128m");
    }

    @Override
    public Section run(Size size) throws Exception {
        int rows = size.of(2_000, Integer.getInteger("syncline.rows", 1_000_000));
        Path directory = Files.createTempDirectory("sql-million-");
        Path state = directory.resolve("state.json");
        try (PgvectorProcess server = PgvectorProcess.start()) {
            ProductTable.create(server, rows);
            String[] arguments = {server.url(), state.toString(), String.valueOf(rows)};
            KilledProcess.killAt(KilledTableSync.class, rows / 2, arguments);
            String[] words = KilledProcess.toTheEnd(KilledTableSync.class, arguments);
            Ratios listings = new Ratios();
            Ratios cleanups = new Ratios();
            for (int round = 0; round < size.of(1, ROUNDS); round++) {
                measure(server, state, listings, cleanups);
            }
            return new Section("A million rows of PostgreSQL", text(rows, words, listings, cleanups));
        } finally {
            KilledProcess.delete(directory);
        }
    }

    private static void measure(PgvectorProcess server, Path state, Ratios listings, Ratios cleanups) throws Exception {
        ProductTable.delete(server, STALE);
        try (SqlRecordSource source = PostgresBench.source(server.url());
                PgvectorSink sink = PostgresBench.sink(server.url());
                SyncEngine engine = SyncEngine.builder()
                        .source(source)
                        .embedder(new NoOpEmbedder())
                        .sink(PostgresBench.unindexed(sink))
                        .metadata(FileMetadataStore.open(state))
                        .build()) {
            RecordScope scope = RecordScope.builder().model(ProductTable.MODEL).build();
            ModelKey key = new ModelKey(source.name(), ProductTable.MODEL);
            source.now();
            sink.identity();
            listings.time(() -> {
                walk(range -> sink.ids(key, range, PAGE));
                walk(range -> source.ids(scope, range, PAGE));
            });
            cleanups.time(() -> {
                CleanupReport report = engine.cleanup(CleanupRequest.of(ProductTable.MODEL.value()));
                if (report.recordsDeleted() != STALE) {
                    throw new IllegalStateException("The cleanup failed: " + report);
                }
            });
        }
    }

    private static void walk(Function<IdRange, IdPage> listing) {
        IdPage page = listing.apply(IdRange.ALL);
        while (!page.end()) {
            page = listing.apply(IdRange.after(page.resumeAfter()));
        }
    }

    private static String text(int rows, String[] words, Ratios listings, Ratios cleanups) {
        double bare = rows / listings.rate(rows);
        Table table = new Table("", "s", "in bare listings")
                .row("listing the ids of both sides, one after the other", bare, 1.0)
                .row("cleanup of " + STALE + " deletions", rows / cleanups.rate(rows), 1 / cleanups.faster(listings));
        return String.format(
                "%,d rows with a UUID as the key, synced into points of the same server, without their search indexes, by a process with `-Xmx128m`, which was killed"
                        + " (SIGKILL) when it had stored half of them. The next one %s, processed %,d records and embedded %,d; its live"
                        + " heap, after a forced garbage collection at each tenth of the table, was %s MB. Then %d rows are deleted and"
                        + " cleaned up, in a JVM with `-Xmx128m`; medians of %d rounds.%n%n%s",
                rows,
                Boolean.parseBoolean(words[0]) ? "resumed" : "began again",
                Long.parseLong(words[1]),
                Long.parseLong(words[2]),
                words[3].replace(",", ", "),
                STALE,
                ROUNDS,
                table);
    }
}
