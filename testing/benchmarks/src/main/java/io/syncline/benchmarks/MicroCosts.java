package io.syncline.benchmarks;

import java.util.Collection;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** JMH benchmarks of single operations of the engine. */
final class MicroCosts implements Harness {

    @Override
    public String name() {
        return "micro";
    }

    @Override
    public String purpose() {
        return "JMH: documents, hashes, point ids, and the engine's bookkeeping per record";
    }

    @Override
    public Section run(Size size) throws Exception {
        ChainedOptionsBuilder options = new OptionsBuilder().shouldFailOnError(true);
        if (size == Size.SMOKE) {
            options.include("io\\.syncline\\.benchmarks\\.PointIdBenchmark")
                    .forks(0)
                    .verbosity(VerboseMode.SILENT)
                    .warmupIterations(0)
                    .measurementIterations(1)
                    .measurementTime(TimeValue.milliseconds(1));
        } else {
            options.include("io\\.syncline\\.benchmarks\\.(Document|PointId|Engine)Benchmark");
        }
        Collection<RunResult> results = new Runner(options.build()).run();
        Table table = new Table("benchmark", "ns", "± ns");
        for (RunResult result : results) {
            table.row(
                    name(result.getParams()),
                    result.getPrimaryResult().getScore(),
                    result.getPrimaryResult().getScoreError());
        }
        return new Section(
                "Small works",
                "JMH, average time of one operation; the error is that of 99.9 % confidence. `sync` is a whole sync between"
                        + " adapters that do nothing, per record, on all cores: with 16 characters it is the bookkeeping"
                        + " alone. `hash` is SHA-256 of 1 KB, for comparison.\n\n" + table);
    }

    private static String name(BenchmarkParams params) {
        String full = params.getBenchmark();
        String method = full.substring(full.lastIndexOf('.', full.lastIndexOf('.') - 1) + 1);
        String characters = params.getParam("characters");
        return "`" + method + "`" + (characters == null ? "" : ", " + characters + " characters");
    }
}
