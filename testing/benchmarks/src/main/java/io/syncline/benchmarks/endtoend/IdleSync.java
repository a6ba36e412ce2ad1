package io.syncline.benchmarks.endtoend;

import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.benchmarks.Harness;
import io.syncline.benchmarks.Section;
import io.syncline.benchmarks.Size;
import io.syncline.benchmarks.Table;
import io.syncline.benchmarks.Timed;
import io.syncline.core.SyncEngine;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.VectorSink;
import io.syncline.core.settings.EngineSettings;
import io.syncline.core.settings.ModelSettings;
import io.syncline.qdrant.QdrantVectorSink;
import io.syncline.testkit.memory.InMemoryMetadataStore;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** An incremental sync without changes in a warm JVM, compared with empty round trips to the same services. */
public final class IdleSync implements Harness {

    private static final int TRIPS = 5;

    /** Called by the list of harnesses. */
    public IdleSync() {}

    @Override
    public String name() {
        return "idle-sync";
    }

    @Override
    public String purpose() {
        return "the engine's own time in an incremental sync of an idle model, beside five empty HTTP round trips";
    }

    @Override
    public List<String> jvmOptions() {
        return List.of("-Xmx1g", "-Dsun.net.httpserver.nodelay=true");
    }

    @Override
    public Section run(Size size) throws Exception {
        int records = size.of(600, 75_000);
        try (World world = new World(new World.Latencies(0, 0, 0, 0), 8, records);
                BenchmarkEmbedder embedder =
                        new BenchmarkEmbedder(world.embeddings().url(), 8);
                QdrantVectorSink sink = world.sink("idle").build()) {
            Timed timed = new Timed();
            SyncEngine engine = SyncEngine.builder()
                    .source(timed.wrap(RecordSource.class, world.source()))
                    .embedder(embedder)
                    .sink(timed.wrap(VectorSink.class, sink))
                    .metadata(timed.wrap(MetadataStore.class, new InMemoryMetadataStore(InstantSource.system())))
                    .settings(EngineSettings.builder().overlap(Duration.ZERO).build())
                    .model(
                            World.MODEL.value(),
                            ModelSettings.builder().addFields("name", "comment").build())
                    .build();
            try (engine) {
                sync(engine, records);
                return measured(world, engine, timed, size, records);
            }
        }
    }

    private static Section measured(World world, SyncEngine engine, Timed timed, Size size, int records)
            throws Exception {
        int rounds = size.of(1, 400);
        List<Double> whole = new ArrayList<>();
        List<Double> own = new ArrayList<>();
        List<Double> trips = new ArrayList<>();
        long calls = 0;
        for (int i = 0; i < rounds; i++) {
            timed.takeNanos();
            timed.takeCalls();
            long start = System.nanoTime();
            sync(engine, 0);
            long nanos = System.nanoTime() - start;
            calls = timed.takeCalls();
            whole.add(nanos / 1e6);
            own.add((nanos - timed.takeNanos()) / 1e6);
            trips.add(trips(world) / 1e6);
        }
        double five = median(trips);
        Table table = new Table("", "ms", "in five round trips")
                .row("five empty HTTP round trips to the Odoo of this run", five, 1.0)
                .row("the engine's own time", median(own), median(own) / five)
                .row("the whole sync, with " + calls + " calls of adapters", median(whole), median(whole) / five);
        return new Section(
                "An idle incremental sync",
                "A model of " + records
                        + " records in which nothing changed, in a warm JVM: Odoo over XML-RPC and a real"
                        + " Qdrant on this machine, no latency added. Own time is what is left of the sync once the time in"
                        + " calls of adapters is taken away. Medians of " + rounds
                        + " rounds, the first half left out.\n\n"
                        + table);
    }

    private static long trips(World world) throws Exception {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(world.odooUrl() + "/")).build();
        client.send(request, HttpResponse.BodyHandlers.discarding());
        long start = System.nanoTime();
        for (int i = 0; i < TRIPS; i++) {
            client.send(request, HttpResponse.BodyHandlers.discarding());
        }
        return System.nanoTime() - start;
    }

    private static void sync(SyncEngine engine, long expected) {
        SyncReport report = engine.sync(SyncRequest.of(World.MODEL.value()));
        if (!report.success() || report.recordsProcessed() != expected) {
            throw new IllegalStateException("The sync failed: " + report);
        }
    }

    private static double median(List<Double> rounds) {
        List<Double> last = new ArrayList<>(rounds.subList(rounds.size() / 2, rounds.size()));
        Collections.sort(last);
        return last.get(last.size() / 2);
    }
}
