package io.syncline.benchmarks.endtoend;

import io.syncline.api.CleanupReport;
import io.syncline.api.CleanupRequest;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.benchmarks.Harness;
import io.syncline.benchmarks.Section;
import io.syncline.benchmarks.Size;
import io.syncline.benchmarks.Table;
import io.syncline.core.SyncEngine;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.RecordScope;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.settings.EngineSettings;
import io.syncline.core.settings.ModelSettings;
import io.syncline.qdrant.QdrantVectorSink;
import io.syncline.testkit.memory.InMemoryMetadataStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A cleanup after 100 deletions in a real Qdrant, compared with only listing the ids of both sides. */
public final class CleanupCost implements Harness {

    private static final int DELETIONS = 100;
    private static final int PAGE = 1000;

    /** Called by the list of harnesses. */
    public CleanupCost() {}

    @Override
    public String name() {
        return "cleanup";
    }

    @Override
    public String purpose() {
        return "a cleanup of 100 deletions among 75,000 records in a real Qdrant, beside two bare listings";
    }

    @Override
    public List<String> jvmOptions() {
        return List.of("-Xmx1g", "-Dsun.net.httpserver.nodelay=true");
    }

    @Override
    public Section run(Size size) throws Exception {
        int records = size.of(1_000, 75_000);
        try (World world = new World(new World.Latencies(0, 0, 0, 0), 8, records);
                BenchmarkEmbedder embedder =
                        new BenchmarkEmbedder(world.embeddings().url(), 8);
                QdrantVectorSink sink = world.sink("cleanup").build();
                SyncEngine engine = SyncEngine.builder()
                        .source(world.source())
                        .embedder(embedder)
                        .sink(sink)
                        .metadata(new InMemoryMetadataStore(InstantSource.system()))
                        .settings(EngineSettings.builder().fetchConcurrency(1).build())
                        .model(
                                World.MODEL.value(),
                                ModelSettings.builder()
                                        .addFields("name", "comment")
                                        .build())
                        .build()) {
            SyncReport report = engine.sync(SyncRequest.of(World.MODEL.value()));
            if (!report.success()) {
                throw new IllegalStateException("The sync failed: " + report);
            }
            return measured(world, engine, sink, size, records);
        }
    }

    private static Section measured(World world, SyncEngine engine, QdrantVectorSink sink, Size size, int records) {
        ModelKey key = new ModelKey(world.source().name(), World.MODEL);
        RecordScope scope = RecordScope.builder().model(World.MODEL).build();
        List<Double> listings = new ArrayList<>();
        List<Double> cleanups = new ArrayList<>();
        for (int round = 0; round < size.of(1, 5); round++) {
            long start = System.nanoTime();
            walk(range -> sink.ids(key, range, PAGE));
            walk(range -> world.source().ids(scope, range, PAGE));
            listings.add((System.nanoTime() - start) / 1e9);
            world.unlink(DELETIONS);
            start = System.nanoTime();
            CleanupReport report = engine.cleanup(CleanupRequest.of(World.MODEL.value()));
            cleanups.add((System.nanoTime() - start) / 1e9);
            if (report.recordsDeleted() != DELETIONS) {
                throw new IllegalStateException("The cleanup failed: " + report);
            }
        }
        double bare = listings.stream().sorted().toList().get(listings.size() / 2);
        double cleanup = cleanups.stream().sorted().toList().get(cleanups.size() / 2);
        Table table = new Table("", "s", "in bare listings")
                .row("listing the ids of both sides, one after the other", bare, 1.0)
                .row("cleanup of " + DELETIONS + " deletions", cleanup, cleanup / bare);
        return new Section(
                "Cleanup of deleted records",
                records + " records in Odoo over XML-RPC and in a real Qdrant, both on this machine, no latency added; "
                        + DELETIONS
                        + " records, spread over all ids, are deleted in Odoo before each cleanup. Medians of "
                        + listings.size() + " rounds.\n\n" + table);
    }

    private static void walk(Function<IdRange, IdPage> listing) {
        IdPage page = listing.apply(IdRange.ALL);
        while (!page.end()) {
            page = listing.apply(IdRange.after(page.resumeAfter()));
        }
    }
}
