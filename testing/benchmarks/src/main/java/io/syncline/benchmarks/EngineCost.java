package io.syncline.benchmarks;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The processor time of the engine: full syncs between no-op adapters, compared with hashing the same texts once. */
final class EngineCost implements Harness {

    private static final int LENGTH = 1024;

    @Override
    public String name() {
        return "engine-cost";
    }

    @Override
    public String purpose() {
        return "processor time of the engine per record of 1 KB, in SHA-256 of the same text";
    }

    @Override
    public Section run(Size size) {
        List<String> texts = Texts.of(500, LENGTH);
        int records = size.of(1_000, 100_000);
        List<Double> hash = new ArrayList<>();
        List<Double> engine = new ArrayList<>();
        for (int round = 0; round < size.of(1, 15); round++) {
            hash.add(Cpu.nanosOf(() -> hash(texts, records)) / 1e3 / records);
            engine.add(Cpu.nanosOf(() -> NoOpRun.sync(texts, records)) / 1e3 / records);
        }
        double hashed = median(hash);
        double synced = median(engine);
        Table table = new Table("per record of 1 KB", "CPU in µs", "in hashes")
                .row("one SHA-256 of the text", hashed, 1.0)
                .row("full sync between adapters that do nothing", synced, synced / hashed);
        return new Section(
                "The engine's own cost",
                "Processor time of the whole process, garbage collection included, over " + hash.size() + " rounds of "
                        + records + " records, of which the last third counts (median).\n\n" + table);
    }

    private static double median(List<Double> rounds) {
        List<Double> last = new ArrayList<>(rounds.subList(rounds.size() * 2 / 3, rounds.size()));
        Collections.sort(last);
        return last.get(last.size() / 2);
    }

    private static void hash(List<String> texts, int records) {
        int sum = 0;
        for (int i = 0; i < records; i++) {
            sum += sha256().digest(texts.get(i % texts.size()).getBytes(StandardCharsets.UTF_8))[0];
        }
        if (sum == Integer.MIN_VALUE) {
            throw new AssertionError("Keeps the compiler from dropping the loop");
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }
}
