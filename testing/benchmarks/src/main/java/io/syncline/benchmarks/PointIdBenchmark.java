package io.syncline.benchmarks;

import io.syncline.api.RecordId;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.PointId;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Encoding and decoding of point ids. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class PointIdBenchmark {

    private final ModelKey key = new ModelKey("bench:no-op", NoOpSource.MODEL);
    private final long prefix = PointId.prefix(key, PointId.Kind.NUMBER);
    private final RecordId record = RecordId.of(74_952);
    private final UUID id = PointId.of(prefix, record, 3);

    /** The prefix that all ids of a model share; computed once per call of a sink. */
    @Benchmark
    public long prefix() {
        return PointId.prefix(key, PointId.Kind.NUMBER);
    }

    /** An id. */
    @Benchmark
    public UUID make() {
        return PointId.of(prefix, record, 3);
    }

    /** The record of an id. */
    @Benchmark
    public RecordId takeApart() {
        return PointId.record(id, PointId.Kind.NUMBER);
    }
}
