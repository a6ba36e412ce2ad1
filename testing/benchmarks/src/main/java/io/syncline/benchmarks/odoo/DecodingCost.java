package io.syncline.benchmarks.odoo;

import com.sun.management.ThreadMXBean;
import io.syncline.benchmarks.Harness;
import io.syncline.benchmarks.Section;
import io.syncline.benchmarks.Size;
import io.syncline.benchmarks.Table;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The cost of decoding a page of Odoo, compared with the XML-RPC library's own parser. */
public final class DecodingCost implements Harness {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /**
     * The cost of one page.
     *
     * @param milliseconds processor time of the thread
     * @param megabytes allocated by the thread
     */
    private record Cost(double milliseconds, double megabytes) {}

    @Override
    public String name() {
        return "odoo-decoding";
    }

    @Override
    public String purpose() {
        return "processor time and allocation for 2,000 rows of 20 fields, beside the XML-RPC library";
    }

    @Override
    public Section run(Size size) {
        byte[] page = RowPage.of(2_000);
        AdapterDecoding adapter = new AdapterDecoding();
        LibraryDecoding library = new LibraryDecoding();
        int rounds = size.of(2, 60);
        Cost theirs = cost(library::decode, page, rounds);
        Cost ours = cost(adapter::decode, page, rounds);
        Table table = new Table("2,000 rows of 20 fields, " + page.length / 1_000 + " kB", "CPU in ms", "MB allocated")
                .row("the XML-RPC library's SAX parser", theirs.milliseconds(), theirs.megabytes())
                .row("`odoo-adapter`", ours.milliseconds(), ours.megabytes());
        return new Section(
                "Decoding Odoo's answers",
                "One thread, from memory, median of " + rounds + " pages after as many for warming up: "
                        + String.format(
                                java.util.Locale.ROOT,
                                "%.1f times faster, with %.0f %% of the allocation.",
                                theirs.milliseconds() / ours.milliseconds(),
                                100 * ours.megabytes() / theirs.megabytes())
                        + "\n\n" + table);
    }

    private static Cost cost(Function<byte[], @Nullable Object> decoding, byte[] page, int rounds) {
        long[] nanos = new long[rounds];
        long allocated = 0;
        for (int round = -rounds; round < rounds; round++) {
            long bytes = THREADS.getCurrentThreadAllocatedBytes();
            long start = THREADS.getCurrentThreadCpuTime();
            Object decoded = decoding.apply(page);
            long end = THREADS.getCurrentThreadCpuTime();
            if (decoded == null) {
                throw new AssertionError("A page cannot be nothing");
            }
            if (round >= 0) {
                nanos[round] = end - start;
                allocated = THREADS.getCurrentThreadAllocatedBytes() - bytes;
            }
        }
        Arrays.sort(nanos);
        return new Cost(nanos[rounds / 2] / 1e6, allocated / 1e6);
    }
}
