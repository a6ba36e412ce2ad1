package io.syncline.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.LongConsumer;

/** Time and heap by number of records, with a heap of 128 MB. */
final class Growth implements Harness {

    private static final int SAMPLES = 10;

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public String purpose() {
        return "time and live heap of syncs of 1,000 to 1,000,000 records with -Xmx128m";
    }

    @Override
    public List<String> jvmOptions() {
        return List.of("-Xmx128m", "-XX:+UseParallelGC");
    }

    @Override
    public Section run(Size size) {
        List<String> texts = Texts.of(500, 1024);
        for (int i = 0; i < size.of(1, 40); i++) {
            NoOpRun.sync(texts, size.of(100, 20_000));
        }
        List<Integer> counts = size == Size.SMOKE ? List.of(1_000, 2_000) : List.of(1_000, 10_000, 100_000, 1_000_000);
        Table table = new Table("records", "s", "µs a record", "live heap in MB: first sample", "last", "most");
        for (int count : counts) {
            double seconds = seconds(texts, count, size.of(1, Math.max(3, 100_000 / count)));
            List<Double> heap = heap(texts, count);
            table.row(
                    count,
                    seconds,
                    seconds * 1e6 / count,
                    heap.get(0),
                    heap.get(heap.size() - 1),
                    Collections.max(heap));
        }
        return new Section(
                "Cost as work grows",
                "Full syncs of records of 1 KB between adapters that do nothing, in one JVM with `-Xmx128m`. Time is the"
                        + " shortest of at least three syncs. The live heap is what is left after a forced garbage"
                        + " collection, taken "
                        + SAMPLES + " times in a sync of its own.\n\n" + table);
    }

    private static double seconds(List<String> texts, int count, int rounds) {
        double best = Double.MAX_VALUE;
        for (int i = 0; i < rounds; i++) {
            long start = System.nanoTime();
            NoOpRun.sync(texts, count);
            best = Math.min(best, (System.nanoTime() - start) / 1e9);
        }
        return best;
    }

    private static List<Double> heap(List<String> texts, int count) {
        List<Double> samples = new ArrayList<>();
        NoOpRun.sync(texts, count, new LongConsumer() {
            private long next;

            @Override
            public void accept(long done) {
                if (done >= next) {
                    next += Math.max(1, count / SAMPLES);
                    System.gc();
                    long used = ManagementFactory.getMemoryMXBean()
                            .getHeapMemoryUsage()
                            .getUsed();
                    samples.add(used / 1e6);
                }
            }
        });
        return samples;
    }
}
