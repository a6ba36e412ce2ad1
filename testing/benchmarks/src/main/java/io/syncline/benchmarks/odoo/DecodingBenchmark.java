package io.syncline.benchmarks.odoo;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Decoding a page of XML-RPC with 20 fields a row, by the adapter and by the library's SAX parser. One thread, no network;
 * run with {@code -prof gc} for what is allocated.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 3, jvmArgsAppend = "-Xmx1g")
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class DecodingBenchmark {

    /** Rows of the page. */
    @Param({"500", "2000"})
    public int rows;

    private final AdapterDecoding adapter = new AdapterDecoding();
    private final LibraryDecoding library = new LibraryDecoding();
    private byte[] page = new byte[0];

    /** Makes the page. */
    @Setup
    public void makePage() {
        page = RowPage.of(rows);
    }

    /**
     * The adapter.
     *
     * @return the rows
     */
    @Benchmark
    public @Nullable Object adapter() {
        return adapter.decode(page);
    }

    /**
     * The library.
     *
     * @return the rows
     */
    @Benchmark
    public @Nullable Object library() {
        return library.decode(page);
    }
}
