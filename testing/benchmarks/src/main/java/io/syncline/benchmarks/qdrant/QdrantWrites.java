package io.syncline.benchmarks.qdrant;

import io.syncline.benchmarks.Harness;
import io.syncline.benchmarks.Ratios;
import io.syncline.benchmarks.Records;
import io.syncline.benchmarks.Section;
import io.syncline.benchmarks.Size;
import io.syncline.benchmarks.Table;
import io.syncline.qdrant.QdrantVectorSink;
import io.syncline.testkit.qdrant.QdrantProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How fast the sink writes, as the engine calls it, compared with the bare client at every batch size and concurrency.
 */
public final class QdrantWrites implements Harness {

    private static final int DIMENSION = 1024;
    private static final int CALLERS = 4;
    private static final int PER_CALL = 500;
    private static final int ROUNDS = 3;
    private static final int PAIRS = 9;
    private static final String COLLECTION = "writes";

    private static final List<BareClient.Way> WAYS = List.of(
            new BareClient.Way(100, 4, true),
            new BareClient.Way(250, 2, true),
            new BareClient.Way(250, 4, true),
            new BareClient.Way(250, 8, true),
            new BareClient.Way(500, 2, true),
            new BareClient.Way(500, 4, true),
            new BareClient.Way(1_000, 2, true),
            new BareClient.Way(1_000, 4, true),
            new BareClient.Way(250, 8, false));

    @Override
    public String name() {
        return "qdrant-writes";
    }

    @Override
    public String purpose() {
        return "points a second into a real Qdrant, sink beside bare client, in a heap of 256 MB";
    }

    @Override
    public List<String> jvmOptions() {
        return List.of("-Xmx256m");
    }

    @Override
    public Section run(Size size) throws Exception {
        int points = size.of(1_000, 50_000);
        List<Cell> bare = WAYS.stream()
                .limit(size.of(1, WAYS.size()))
                .map(way -> new Cell(way, new Ratios()))
                .toList();
        Records records = new Records(DIMENSION);
        try (QdrantProcess server = QdrantProcess.startOnDisk();
                BareClient client = new BareClient(server, records)) {
            warmUp(server, client, records, points);
            Runs runs = new Runs(server, client, records, points);
            for (int round = 0; round < size.of(1, ROUNDS); round++) {
                List<Cell> order = new ArrayList<>(bare);
                Collections.rotate(order, round * 3);
                for (Cell cell : order) {
                    runs.bare(cell);
                }
            }
            Cell best = bare.stream()
                    .filter(cell -> cell.way().waits())
                    .max(Comparator.comparingDouble(cell -> cell.times().rate(points)))
                    .orElseThrow();
            Cell rival = new Cell(best.way(), new Ratios());
            Ratios ours = new Ratios();
            for (int pair = 0; pair < size.of(1, PAIRS); pair++) {
                if (pair % 2 == 0) {
                    runs.sink(ours);
                }
                runs.bare(rival);
                if (pair % 2 == 1) {
                    runs.sink(ours);
                }
            }
            return new Section("Writing to Qdrant", text(points, bare, best, rival, ours));
        }
    }

    /** Timed writes of so many points, each into a new collection, with the disks flushed before. */
    private record Runs(QdrantProcess server, BareClient client, Records records, int points) {

        void bare(Cell cell) throws Exception {
            flushDisks();
            inNewCollection(
                    server,
                    client,
                    records,
                    (sink, collection) -> cell.times().time(() -> client.write(collection, points, cell.way())));
        }

        void sink(Ratios times) throws Exception {
            flushDisks();
            inNewCollection(
                    server, client, records, (sink, collection) -> times.time(() -> write(sink, records, points)));
        }

        private static void flushDisks() throws IOException, InterruptedException {
            new ProcessBuilder("sync").start().waitFor();
        }
    }

    /**
     * Both sides once untimed; otherwise the bare client, which runs once per setting, would be warm long before the
     * sink.
     */
    private static void warmUp(QdrantProcess server, BareClient client, Records records, int points) throws Exception {
        inNewCollection(server, client, records, (sink, collection) -> write(sink, records, points));
        inNewCollection(server, client, records, (sink, collection) -> client.write(collection, points, WAYS.get(0)));
    }

    /**
     * A way to write and how long it took.
     *
     * @param way the way
     * @param times a time a round
     */
    private record Cell(BareClient.Way way, Ratios times) {}

    private static String text(int points, List<Cell> bare, Cell best, Cell rival, Ratios ours) {
        double most = best.times().rate(points);
        Table ways = new Table("bare client", "points a second", "part of the best waited-for rate");
        for (Cell cell : bare) {
            double rate = cell.times().rate(points);
            ways.row(cell.way(), rate, rate / most);
        }
        Table pairs = new Table("who", "points a second", "part of the bare client's")
                .row("bare client, " + rival.way(), rival.times().rate(points), 1.0)
                .row(
                        "sink, " + CALLERS + " callers with " + PER_CALL + " records each",
                        ours.rate(points),
                        ours.faster(rival.times()));
        return points + " points of " + DIMENSION + " numbers and half a kilobyte of payload into a new collection with"
                + " indexing deferred, in one process with a heap of 256 MB, after one untimed write of each side and with"
                + " the disks flushed before each write. First the bare client in all ways, medians of " + ROUNDS
                + " rounds:\n\n"
                + ways
                + "\nThen the best way of those that wait, and the sink, in turns, medians of " + PAIRS
                + " pairs and of their ratios. The sink's writes are"
                + " conditional, and each call first asks what is there; the bare client's do neither.\n\n"
                + pairs;
    }

    /** Fills an empty collection. */
    @FunctionalInterface
    private interface Filling {
        void fill(QdrantVectorSink sink, String collection) throws Exception;
    }

    /** Creates a collection by the sink, and removes it with all its generations afterwards. */
    private static void inNewCollection(QdrantProcess server, BareClient client, Records records, Filling filling)
            throws Exception {
        try (QdrantVectorSink sink = QdrantVectorSink.builder()
                .host(server.host())
                .port(server.port())
                .collection(COLLECTION)
                .bulkLoad(true)
                .build()) {
            sink.prepare(records.schema());
            filling.fill(sink, COLLECTION + "-g1");
        }
        client.drop(COLLECTION + "-g1");
    }

    private static void write(QdrantVectorSink sink, Records records, int points) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            AtomicInteger next = new AtomicInteger(1);
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                running.add(callers.submit(() -> {
                    for (int from = next.getAndAdd(PER_CALL); from <= points; from = next.getAndAdd(PER_CALL)) {
                        sink.upsert(Records.KEY, 1, records.documents(from, Math.min(points, from + PER_CALL - 1)));
                    }
                }));
            }
            for (Future<?> caller : running) {
                caller.get();
            }
        } finally {
            callers.shutdown();
        }
    }
}
