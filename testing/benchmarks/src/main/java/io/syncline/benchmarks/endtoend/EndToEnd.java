package io.syncline.benchmarks.endtoend;

import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.benchmarks.Cpu;
import io.syncline.benchmarks.Harness;
import io.syncline.benchmarks.Section;
import io.syncline.benchmarks.Size;
import io.syncline.benchmarks.Table;
import io.syncline.core.SyncEngine;
import io.syncline.core.port.vector.SinkSchema;
import io.syncline.core.settings.EngineSettings;
import io.syncline.core.settings.ModelSettings;
import io.syncline.qdrant.QdrantVectorSink;
import io.syncline.testkit.memory.InMemoryMetadataStore;
import io.syncline.voyage.VoyageEmbedder;
import java.time.InstantSource;
import java.util.List;

/** A first sync from Odoo through an embedding service to Qdrant, compared with the same work by other libraries. */
public final class EndToEnd implements Harness {

    private static final int SERVICE_CONCURRENCY = Integer.getInteger("embeds", 6);
    private static final int FETCH_CONCURRENCY = 4;
    /** More than the service works on, so that the next request has arrived when it has answered one. */
    private static final int CONCURRENT_CALLS = 2 * SERVICE_CONCURRENCY;

    private static final long NO_QUOTA = 1_000_000_000;

    /** Called by the list of harnesses. */
    public EndToEnd() {}

    @Override
    public String name() {
        return "end-to-end";
    }

    @Override
    public String purpose() {
        return "a first sync over real HTTP and a real Qdrant, beside LangChain4j, Spring AI and a plan by hand";
    }

    @Override
    public List<String> jvmOptions() {
        return List.of("-Xmx1g", "-Dsun.net.httpserver.nodelay=true");
    }

    @Override
    public Section run(Size size) throws Exception {
        World.Latencies latencies =
                size == Size.SMOKE ? new World.Latencies(5, 1, 5, 1) : new World.Latencies(400, 30, 250, 50);
        int records = size.of(1_000, Integer.getInteger("records", 75_000));
        try (World world = new World(latencies, SERVICE_CONCURRENCY, records)) {
            warmUp(world, size);
            double[] seconds = {0};
            double cpu = cpuSeconds(() -> seconds[0] = syncline(world, "syncline", records));
            world.dropCollections();
            Result syncline = new Result("**Syncline**", records, seconds[0], cpu);
            Table table = new Table("", "records", "s", "records/s", "CPU s per 10,000", "times as slow as Syncline");
            syncline.addTo(table, syncline);
            int number = 0;
            for (Peer peer : peers()) {
                Result result = measured(world, peer, "peer-" + ++number, pages(peer, size, records));
                world.dropCollections();
                result.addTo(table, syncline);
            }
            return new Section(
                    "From Odoo to Qdrant, end to end",
                    intro(world, syncline.seconds(), bound(world.latencies(), records)) + table + outro());
        }
    }

    private static int pages(Peer peer, Size size, int records) {
        int most = peer.threads() == 1 ? size.of(1, 8) : size.of(2, 40);
        return Math.min(most, records / World.PAGE);
    }

    private static Result measured(World world, Peer peer, String collection, int pages) throws Exception {
        double[] seconds = {0};
        double cpu = cpuSeconds(() -> seconds[0] = peer.seconds(world, collection, pages));
        return new Result(peer.name() + ", " + peer.settings(), pages * World.PAGE, seconds[0], cpu);
    }

    private static double cpuSeconds(Work work) throws Exception {
        long before = Cpu.nanos();
        work.run();
        return (Cpu.nanos() - before) / 1e9;
    }

    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    private record Result(String name, int records, double seconds, double cpuSeconds) {

        double rate() {
            return records / seconds;
        }

        void addTo(Table table, Result syncline) {
            table.row(name, records, seconds, rate(), cpuSeconds * 1e4 / records, syncline.rate() / rate());
        }
    }

    private static void warmUp(World world, Size size) throws Exception {
        if (size == Size.FULL) {
            syncline(world, "warm-up", 4 * World.PAGE);
            world.dropCollections();
        }
    }

    private static List<Peer> peers() {
        String one = "the next page read meanwhile, 50 texts a request, one call at a time";
        String many =
                CONCURRENT_CALLS + " threads of the caller's own, each reading its pages by known id ranges and writing"
                        + " them, 50 texts a request";
        return List.of(
                new Peer("by hand", one, 1, (w, client) -> Peers.byHand(w, client, "peer-1")),
                new Peer("LangChain4j", one, 1, (w, client) -> Peers.langChain(w, client, "peer-2")),
                new Peer("Spring AI", one, 1, (w, client) -> Peers.spring(w, client, "peer-3")),
                new Peer("LangChain4j", many, CONCURRENT_CALLS, (w, client) -> Peers.langChain(w, client, "peer-4")),
                new Peer("Spring AI", many, CONCURRENT_CALLS, (w, client) -> Peers.spring(w, client, "peer-5")));
    }

    private static double syncline(World world, String collection, int records) throws Exception {
        try (VoyageEmbedder embedder = VoyageEmbedder.builder()
                        .apiKey("bench")
                        .baseUrl(world.embeddings().url())
                        .dimension(EmbeddingService.DIMENSION)
                        .requestsPerMinute(NO_QUOTA)
                        .tokensPerMinute(NO_QUOTA)
                        .build();
                QdrantVectorSink sink = world.sink(collection).bulkLoad(true).build();
                SyncEngine engine = SyncEngine.builder()
                        .source(world.source())
                        .embedder(embedder)
                        .sink(sink)
                        .metadata(new InMemoryMetadataStore(InstantSource.system()))
                        .settings(EngineSettings.builder()
                                .fetchBatchSize(World.PAGE)
                                .fetchConcurrency(FETCH_CONCURRENCY)
                                .embedConcurrency(CONCURRENT_CALLS)
                                .build())
                        .model(
                                World.MODEL.value(),
                                ModelSettings.builder()
                                        .addFields("name", "comment")
                                        .build())
                        .build()) {
            SyncRequest.Builder request = SyncRequest.builder().model(World.MODEL);
            sink.prepare(new SinkSchema(embedder.fingerprint()));
            long start = System.nanoTime();
            SyncReport report = engine.sync(
                    collection.equals("warm-up") ? request.testLimit(records).build() : request.build());
            double seconds = (System.nanoTime() - start) / 1e9;
            if (!report.success() || report.recordsEmbedded() != records) {
                throw new IllegalStateException("The sync failed: " + report);
            }
            return seconds;
        }
    }

    /** The shortest possible time of the slowest stage, in seconds. */
    private static double bound(World.Latencies latencies, int records) {
        double fetch = records / (double) World.PAGE * latencies.pageMillis() / FETCH_CONCURRENCY;
        double embed = records / (double) EmbeddingService.MOST_INPUTS * latencies.embedMillis() / SERVICE_CONCURRENCY;
        return Math.max(fetch, embed) / 1000;
    }

    private static String intro(World world, double seconds, double bound) {
        World.Latencies latencies = world.latencies();
        return """
                The test server's XML-RPC interface of Odoo, an embedding service over HTTP that answers %d requests
                concurrently with at most %d texts each, and Qdrant %s, all on this machine. Latencies: %d ms a page of %d records,
                %d ms any other call of Odoo and 30 ms more per 1,000 ids listed, %d ms an embedding request, %d ms each
                answer of Qdrant besides its own time. Records of 1 KB, vectors of %d numbers. Syncline reads %d pages concurrently
                and has up to %d embedding requests in flight, as many as the peers with threads, so that the service
                never waits for the next one; all other settings are the defaults. Each collection is created before the
                clock starts, and none is indexed while it fills, as Qdrant advises for a first load.

                The slowest stage needs at least %.1f s for what Syncline did; Syncline took **%.3f times** that.

                """.formatted(
                        SERVICE_CONCURRENCY,
                        EmbeddingService.MOST_INPUTS,
                        world.qdrantVersion(),
                        latencies.pageMillis(),
                        World.PAGE,
                        latencies.otherMillis(),
                        latencies.embedMillis(),
                        latencies.storeMillis(),
                        EmbeddingService.DIMENSION,
                        FETCH_CONCURRENCY,
                        CONCURRENT_CALLS,
                        bound,
                        seconds / bound);
    }

    private static String outro() {
        return """

                Versions: LangChain4j 1.19.0 with its Qdrant store and Voyage module, Spring AI 2.0.0 with its Qdrant store and
                a plain HTTP client, since it has none for Voyage AI; Syncline with its adapters for both. All of them read from Odoo by Syncline's
                adapter. The slower ones process fewer records, since their time per record does not change.

                A peer is as fast as Syncline if the caller adds enough threads: it then keeps the embedding service equally
                busy, and no library is faster than the service. Those threads have none of the rest: they know the id ranges
                beforehand, they compare nothing with stored records, they cannot resume after a crash, and a rejected text
                ends them. The processor time is that of one process, which includes the Odoo and the embedding service.
                """;
    }
}
