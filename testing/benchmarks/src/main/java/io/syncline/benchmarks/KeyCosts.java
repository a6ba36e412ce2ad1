package io.syncline.benchmarks;

import io.syncline.api.CleanupReport;
import io.syncline.api.CleanupRequest;
import io.syncline.api.ModelName;
import io.syncline.api.RunProgress;
import io.syncline.api.SyncListener;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.core.SyncEngine;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.RecordScope;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.sqlite.SqliteStore;
import io.syncline.testkit.memory.CountingVectorSink;
import io.syncline.testkit.memory.InMemoryMetadataStore;
import io.syncline.testkit.memory.SyntheticKeys;
import io.syncline.testkit.memory.SyntheticRecordSource;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongConsumer;

/** Records with text ids beside records with numbers: processor time of syncs and cleanups, heap, and resumed syncs. */
final class KeyCosts implements Harness {

    private static final ModelName MODEL = ModelName.of("bench.record");
    private static final int STALE = 100;
    private static final int SAMPLES = 10;
    private static final int PAGE = 1000;

    @Override
    public String name() {
        return "key-costs";
    }

    @Override
    public String purpose() {
        return "syncs and cleanups of 1,000,000 records with text ids beside such with numbers, with -Xmx128m";
    }

    @Override
    public List<String> jvmOptions() {
        return List.of("-Xmx128m", "-XX:+UseParallelGC");
    }

    @Override
    public Section run(Size size) throws Exception {
        int records = size.of(2_000, 1_000_000);
        Map<SyntheticKeys, List<Double>> syncs = new EnumMap<>(SyntheticKeys.class);
        Map<SyntheticKeys, List<Double>> listings = new EnumMap<>(SyntheticKeys.class);
        Map<SyntheticKeys, List<Double>> cleanups = new EnumMap<>(SyntheticKeys.class);
        Map<SyntheticKeys, List<Double>> stored = new EnumMap<>(SyntheticKeys.class);
        Map<SyntheticKeys, List<Double>> heap = new EnumMap<>(SyntheticKeys.class);
        for (SyntheticKeys keys : SyntheticKeys.values()) {
            costs(keys, Math.min(records, 50_000));
        }
        for (int round = 0; round < size.of(1, 3); round++) {
            for (SyntheticKeys keys : SyntheticKeys.values()) {
                Costs costs = costs(keys, records);
                syncs.computeIfAbsent(keys, unused -> new ArrayList<>()).add(costs.sync());
                listings.computeIfAbsent(keys, unused -> new ArrayList<>()).add(costs.listings());
                cleanups.computeIfAbsent(keys, unused -> new ArrayList<>()).add(costs.cleanup());
                stored.computeIfAbsent(keys, unused -> new ArrayList<>())
                        .add(storedCleanup(keys, size.of(2_000, 200_000)));
            }
        }
        for (SyntheticKeys keys : SyntheticKeys.values()) {
            heap.put(keys, heap(keys, records));
        }
        Table table = new Table(
                "ids",
                "sync, CPU µs a record",
                "two bare listings, CPU µs a record",
                "cleanup, CPU µs a record",
                "cleanup of a SQLite file, CPU µs a record",
                "live heap in MB: first sample",
                "last",
                "most");
        for (SyntheticKeys keys : SyntheticKeys.values()) {
            List<Double> live = heap.getOrDefault(keys, List.of());
            table.row(
                    keys == SyntheticKeys.TEXTS ? "texts of 36 characters" : "numbers",
                    median(syncs.getOrDefault(keys, List.of())),
                    median(listings.getOrDefault(keys, List.of())),
                    median(cleanups.getOrDefault(keys, List.of())),
                    median(stored.getOrDefault(keys, List.of())),
                    live.get(0),
                    live.get(live.size() - 1),
                    Collections.max(live));
        }
        table.row("texts, in numbers", ratio(syncs), ratio(listings), ratio(cleanups), ratio(stored), "", "", "");
        return new Section(
                "Text ids beside numbers",
                String.format(
                        "%,d records of some words, between an embedder that does nothing and a sink that keeps stamps"
                                + " only, in one JVM with `-Xmx128m`; a cleanup merges the listings of both sides and deletes"
                                + " %d records. The bare listings are read one after the other, without a merge. The last of"
                                + " the cleanups reads a SQLite file of %,d records. Processor time of the whole process, medians of rounds in turn. The live heap"
                                + " is what is left after a forced garbage collection, in a sync whose sink stores nothing.%n%n%s%n%s",
                        records, STALE, size.of(2_000, 200_000), table, KilledSync.measure(size.of(2_000, 1_000_000))));
    }

    /**
     * Processor time.
     *
     * @param sync of a full sync, in microseconds a record
     * @param listings of the listings of source and sink, in microseconds a record
     * @param cleanup of a cleanup, in microseconds a record
     */
    record Costs(double sync, double listings, double cleanup) {}

    static Costs costs(SyntheticKeys keys, int records) {
        CountingVectorSink sink = new CountingVectorSink(keys);
        MetadataStore states = new InMemoryMetadataStore(InstantSource.system());
        long sync = Cpu.nanosOf(() -> sync(source(keys, records), sink, states, done -> {}));
        long listings = Cpu.nanosOf(() -> listings(source(keys, records - STALE), sink));
        long cleanup = Cpu.nanosOf(() -> cleanup(source(keys, records - STALE), sink, states));
        return new Costs(sync / 1e3 / records, listings / 1e3 / records, cleanup / 1e3 / records);
    }

    /** Processor time of a cleanup between a source in memory and a SQLite file, in microseconds a record. */
    private static double storedCleanup(SyntheticKeys keys, int records) throws IOException {
        Path file = Files.createTempDirectory("key-costs").resolve("index.db");
        SqliteStore store = SqliteStore.builder().path(file).build();
        sync(source(keys, records), store.vectorSink(), store.metadataStore(), done -> {});
        SqliteStore again = SqliteStore.builder().path(file).build();
        long cleanup =
                Cpu.nanosOf(() -> cleanup(source(keys, records - STALE), again.vectorSink(), again.metadataStore()));
        Files.delete(file);
        return cleanup / 1e3 / records;
    }

    private static void listings(SyntheticRecordSource source, VectorSink sink) {
        RecordScope scope = RecordScope.builder().model(MODEL).build();
        walk(range -> source.ids(scope, range, PAGE));
        walk(range -> sink.ids(new ModelKey(source.name(), MODEL), range, PAGE));
    }

    private static void walk(Function<IdRange, IdPage> listing) {
        IdPage page = listing.apply(IdRange.ALL);
        while (!page.end()) {
            page = listing.apply(IdRange.after(page.resumeAfter()));
        }
    }

    /** Live heap in MB while a sync runs. */
    static List<Double> heap(SyntheticKeys keys, int records) {
        List<Double> live = new ArrayList<>();
        MetadataStore states = new InMemoryMetadataStore(InstantSource.system());
        int step = Math.max(1, records / SAMPLES);
        sync(source(keys, records), new NoOpSink(), states, new LongConsumer() {
            private long next;

            @Override
            public void accept(long done) {
                if (done >= next) {
                    next += step;
                    System.gc();
                    live.add(ManagementFactory.getMemoryMXBean()
                                    .getHeapMemoryUsage()
                                    .getUsed()
                            / 1e6);
                }
            }
        });
        return live;
    }

    static SyntheticRecordSource source(SyntheticKeys keys, long records) {
        return SyntheticRecordSource.builder()
                .model(MODEL)
                .keys(keys)
                .records(records)
                .importedAt(Instant.parse("2026-01-01T00:00:00Z"))
                .build();
    }

    static SyncRequest request() {
        return SyncRequest.of(MODEL.value());
    }

    /** A full sync; progress is reported on the engine's own thread. */
    private static void sync(
            SyntheticRecordSource source, VectorSink sink, MetadataStore states, LongConsumer progress) {
        SyncListener listener = new SyncListener() {
            @Override
            public void progressed(RunProgress now) {
                progress.accept(now.processed());
            }
        };
        try (SyncEngine engine = SyncEngine.builder()
                .source(source)
                .embedder(new NoOpEmbedder())
                .sink(sink)
                .metadata(states)
                .listener(listener)
                .build()) {
            SyncReport report = engine.sync(request());
            if (!report.success()) {
                throw new IllegalStateException("The sync failed: " + report);
            }
        }
    }

    private static void cleanup(SyntheticRecordSource source, VectorSink sink, MetadataStore states) {
        try (SyncEngine engine = SyncEngine.builder()
                .source(source)
                .embedder(new NoOpEmbedder())
                .sink(sink)
                .metadata(states)
                .build()) {
            CleanupReport report = engine.cleanup(CleanupRequest.of(MODEL.value()));
            if (report.recordsDeleted() != STALE) {
                throw new IllegalStateException("The cleanup failed: " + report);
            }
        }
    }

    private static double ratio(Map<SyntheticKeys, List<Double>> costs) {
        return median(costs.getOrDefault(SyntheticKeys.TEXTS, List.of()))
                / median(costs.getOrDefault(SyntheticKeys.NUMBERS, List.of()));
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }
}
