package io.syncline.benchmarks.embedding;

import io.syncline.benchmarks.Harness;
import io.syncline.benchmarks.Section;
import io.syncline.benchmarks.Size;
import io.syncline.benchmarks.Table;
import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The cost of reading the answer of an embedding service, by JMH. */
public final class AnswerCost implements Harness {

    private static final String ALLOCATION = "gc.alloc.rate.norm";
    private static final double VECTOR_BYTES = 1_000.0 * 1_024 * Float.BYTES;

    @Override
    public String name() {
        return "embedding-answers";
    }

    @Override
    public String purpose() {
        return "JMH: reading vectors as base64 and as JSON numbers, time and garbage";
    }

    @Override
    public Section run(Size size) throws Exception {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(AnswerBenchmark.class.getName())
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true);
        if (size == Size.SMOKE) {
            options.forks(0)
                    .verbosity(VerboseMode.SILENT)
                    .warmupIterations(0)
                    .measurementIterations(1)
                    .measurementTime(TimeValue.milliseconds(1));
        }
        Table table = new Table("form", "ms", "± ms", "MB allocated", "of the vectors' size");
        for (RunResult result : new Runner(options.build()).run()) {
            double bytes = Objects.requireNonNull(result.getSecondaryResults().get(ALLOCATION), ALLOCATION)
                    .getScore();
            table.row(
                    result.getParams().getParam("form").equals("BASE64") ? "base64" : "JSON numbers",
                    result.getPrimaryResult().getScore(),
                    result.getPrimaryResult().getScoreError(),
                    bytes / 1e6,
                    bytes / VECTOR_BYTES);
        }
        return new Section(
                "Reading the answer of an embedding service",
                "JMH, the answer to 1,000 texts with 1,024 numbers a vector; the error is that of 99.9 % confidence. The vectors"
                        + " themselves, 4.1 MB, are part of what is allocated.\n\n" + table);
    }
}
