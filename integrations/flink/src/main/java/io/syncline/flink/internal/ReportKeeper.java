package io.syncline.flink.internal;

import org.apache.flink.api.common.accumulators.ListAccumulator;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/** Keeps the report in an accumulator of the job, where whoever submitted it finds it. */
public final class ReportKeeper extends RichMapFunction<String, String> {

    /** The name of the accumulator. */
    public static final String NAME = "syncline.report";

    private static final long serialVersionUID = 1L;

    @Override
    public void open(OpenContext context) {
        getRuntimeContext().addAccumulator(NAME, new ListAccumulator<String>());
    }

    @Override
    public String map(String report) {
        getRuntimeContext()
                .<String, java.util.ArrayList<String>>getAccumulator(NAME)
                .add(report);
        return report;
    }
}
