package io.syncline.benchmarks.postgres;

import io.syncline.benchmarks.Harness;
import io.syncline.benchmarks.Ratios;
import io.syncline.benchmarks.Records;
import io.syncline.benchmarks.Section;
import io.syncline.benchmarks.Size;
import io.syncline.benchmarks.Table;
import io.syncline.pgvector.PgvectorSink;
import io.syncline.testkit.postgres.PgvectorProcess;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** How fast the sink writes, as the engine calls it, compared with the bare driver at every batch size and concurrency. */
public final class PgvectorWrites implements Harness {

    private static final int DIMENSION = 384;
    private static final int CALLERS = 4;
    private static final int PER_CALL = 500;
    private static final int ROUNDS = 3;
    private static final int PAIRS = 9;

    private static final List<BareWriter.Way> WAYS = List.of(
            new BareWriter.Way(500, 4, true),
            new BareWriter.Way(50, 4, false),
            new BareWriter.Way(100, 2, false),
            new BareWriter.Way(100, 8, false),
            new BareWriter.Way(500, 1, false),
            new BareWriter.Way(500, 2, false),
            new BareWriter.Way(500, 4, false),
            new BareWriter.Way(500, 8, false),
            new BareWriter.Way(1_000, 2, false),
            new BareWriter.Way(1_000, 4, false));

    @Override
    public String name() {
        return "pgvector-writes";
    }

    @Override
    public String purpose() {
        return "points a second into a real PostgreSQL, sink beside bare pgjdbc, in a heap of 256 MB";
    }

    @Override
    public List<String> jvmOptions() {
        return List.of("-Xmx256m");
    }

    /**
     * A way to write and how long it took.
     *
     * @param way the way
     * @param times a time a round
     */
    private record Cell(BareWriter.Way way, Ratios times) {}

    @Override
    public Section run(Size size) throws Exception {
        int points = size.of(1_000, 20_000);
        Records records = new Records(DIMENSION);
        try (PgvectorProcess server = PgvectorProcess.start();
                PgvectorSink sink = PostgresBench.sink(server.url())) {
            sink.prepare(records.schema());
            BareWriter bare = new BareWriter(server, records);
            write(sink, records, points);
            bare.learnWords();
            warmUp(sink, bare, records, points);
            List<Cell> cells = WAYS.stream()
                    .limit(size.of(1, WAYS.size()))
                    .map(way -> new Cell(way, new Ratios()))
                    .toList();
            for (int round = 0; round < size.of(1, ROUNDS); round++) {
                List<Cell> order = new ArrayList<>(cells);
                Collections.rotate(order, round * 3);
                for (Cell cell : order) {
                    bare.clear();
                    cell.times().time(() -> bare.write(points, cell.way()));
                }
            }
            Cell best = cells.stream()
                    .max(Comparator.comparingDouble(cell -> cell.times().rate(points)))
                    .orElseThrow();
            Cell rival = new Cell(best.way(), new Ratios());
            Ratios ours = new Ratios();
            for (int pair = 0; pair < size.of(1, PAIRS); pair++) {
                bare.clear();
                if (pair % 2 == 0) {
                    ours.time(() -> write(sink, records, points));
                    bare.clear();
                }
                rival.times().time(() -> bare.write(points, rival.way()));
                if (pair % 2 == 1) {
                    bare.clear();
                    ours.time(() -> write(sink, records, points));
                }
            }
            return new Section("Writing to PostgreSQL", text(points, cells, rival, ours));
        }
    }

    private static void warmUp(PgvectorSink sink, BareWriter bare, Records records, int points) throws Exception {
        bare.clear();
        bare.write(points, WAYS.get(0));
        bare.clear();
        write(sink, records, points);
    }

    private static void write(PgvectorSink sink, Records records, int points) throws Exception {
        AtomicInteger next = new AtomicInteger(1);
        BareWriter.inParallel(CALLERS, () -> {
            for (int from = next.getAndAdd(PER_CALL); from <= points; from = next.getAndAdd(PER_CALL)) {
                sink.upsert(Records.KEY, 1, records.documents(from, Math.min(points, from + PER_CALL - 1)));
            }
        });
    }

    private static String text(int points, List<Cell> cells, Cell rival, Ratios ours) {
        double most = cells.stream()
                .mapToDouble(cell -> cell.times().rate(points))
                .max()
                .orElseThrow();
        Table ways = new Table("bare driver", "points a second", "part of the best rate");
        for (Cell cell : cells) {
            double rate = cell.times().rate(points);
            ways.row(cell.way(), rate, rate / most);
        }
        Table pairs = new Table("who", "points a second", "part of the bare driver's")
                .row("bare driver, " + rival.way(), rival.times().rate(points), 1.0)
                .row(
                        "sink, " + CALLERS + " callers with " + PER_CALL + " records each",
                        ours.rate(points),
                        ours.faster(rival.times()));
        return String.format(
                "%,d points of %d numbers and half a kilobyte of text into the empty table of a collection without its search indexes,"
                        + " on a server that does not wait for its disk. First the bare driver: batches of single-row upserts with the"
                        + " sink's condition, one transaction each, of the rows that the sink stores, whose words it is given. Medians"
                        + " of %d rounds:%n%n%s%nThen the best way, and the sink, in turns, medians of %d pairs and of their ratios."
                        + " The sink analyses the words itself.%n%n%s",
                points, DIMENSION, ROUNDS, ways, PAIRS, pairs);
    }
}
