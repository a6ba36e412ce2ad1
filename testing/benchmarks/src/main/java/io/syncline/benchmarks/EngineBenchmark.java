package io.syncline.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A whole sync between adapters that do nothing, per record. With very short texts that is the bookkeeping: pages,
 * comparison, packing into requests, acknowledgement.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class EngineBenchmark {

    private static final int RECORDS = 20_000;

    /** Characters of a record. */
    @Param({"16", "1024"})
    public int characters;

    private List<String> texts = List.of();

    /** Makes the texts. */
    @Setup(Level.Trial)
    public void prepare() {
        texts = Texts.of(500, characters);
    }

    /** One sync; the score is per record. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void sync() {
        NoOpRun.sync(texts, RECORDS);
    }
}
