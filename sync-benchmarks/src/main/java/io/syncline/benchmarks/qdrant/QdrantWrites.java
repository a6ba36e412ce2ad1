package io.syncline.benchmarks.qdrant;

import io.syncline.benchmarks.Harness;
import io.syncline.benchmarks.Section;
import io.syncline.benchmarks.Size;
import io.syncline.benchmarks.Table;
import io.syncline.qdrant.QdrantVectorSink;
import io.syncline.testkit.qdrant.QdrantProcess;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** How fast the sink writes, as the engine calls it, beside the bare client at every batch size and concurrency. */
public final class QdrantWrites implements Harness {

    private static final int DIMENSION = 1024;
    private static final int CALLERS = 4;
    private static final int PER_CALL = 500;
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
        int rounds = size.of(1, 3);
        List<Cell> bare = WAYS.stream()
                .limit(size.of(1, WAYS.size()))
                .map(way -> new Cell(way, new Ratios()))
                .toList();
        Ratios ours = new Ratios();
        Records records = new Records(DIMENSION);
        try (QdrantProcess server = QdrantProcess.startOnDisk();
                BareClient client = new BareClient(server, records)) {
            warmUp(server, client, records, points);
            for (int round = 0; round < rounds; round++) {
                List<Cell> order = new ArrayList<>(bare);
                Collections.rotate(order, round * 3);
                Filling sinkTurn = (sink, collection) -> ours.time(() -> write(sink, records, points));
                if (round % 2 == 0) {
                    inNewCollection(server, client, records, sinkTurn);
                }
                for (Cell cell : order) {
                    inNewCollection(
                            server,
                            client,
                            records,
                            (sink, collection) ->
                                    cell.times().time(() -> client.write(collection, points, cell.way())));
                }
                if (round % 2 == 1) {
                    inNewCollection(server, client, records, sinkTurn);
                }
            }
        }
        return Section.of("Writing to Qdrant", text(points, rounds, bare, ours));
    }

    /** Both sides once untimed: the bare client, which has a turn for each of its ways, would else be warm long before the sink. */
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

    private static String text(int points, int rounds, List<Cell> bare, Ratios ours) {
        double most = bare.stream()
                .filter(cell -> cell.way().waits())
                .mapToDouble(cell -> cell.times().rate(points))
                .max()
                .orElseThrow();
        Table table = new Table("who", "points a second", "part of the best waited-for bare rate");
        for (Cell cell : bare) {
            double rate = cell.times().rate(points);
            table.row("bare client, " + cell.way(), rate, rate / most);
        }
        table.row(
                "sink, " + CALLERS + " callers with " + PER_CALL + " records each",
                ours.rate(points),
                ours.rate(points) / most);
        return points + " points of " + DIMENSION + " numbers and half a kilobyte of payload into a new collection with"
                + " indexing deferred, median of " + rounds
                + " rounds in one process with a heap of 256 MB, after one untimed write of each side. The sink's"
                + " writes are conditional, and each call first asks what is there; the bare client's do neither.\n\n"
                + table;
    }

    /** What is done with a collection that is empty. */
    @FunctionalInterface
    private interface Filling {
        void fill(QdrantVectorSink sink, String collection) throws Exception;
    }

    /** Makes a collection as the sink makes it, and removes it with all its generations afterwards. */
    private static void inNewCollection(QdrantProcess server, BareClient client, Records records, Filling filling)
            throws Exception {
        try (QdrantVectorSink sink = QdrantVectorSink.builder()
                .host(server.host())
                .port(server.port())
                .collection(COLLECTION)
                .bulkLoad(true)
                .build()) {
            sink.prepare(records.schema());
            filling.fill(sink, sink.generation());
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
