package io.syncline.benchmarks;

import io.syncline.core.internal.pipeline.Packing;
import io.syncline.core.text.Chunk;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Filling requests to the embedder with texts of many sizes, by number and by tokens, per text. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class PackingBenchmark {

    private static final int TEXTS = 10_000;
    private static final int MOST_TOKENS = 2_000;

    private final Packing packing = new Packing(chunks());

    private static List<Chunk> chunks() {
        SplittableRandom random = new SplittableRandom(3);
        return Stream.generate(() -> new Chunk("text", random.nextInt(1, MOST_TOKENS)))
                .limit(TEXTS)
                .toList();
    }

    /** All of them; the score is per text. */
    @Benchmark
    @OperationsPerInvocation(TEXTS)
    public int pack() {
        return packing.pack();
    }
}
