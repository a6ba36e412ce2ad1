package io.syncline.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Processor time of this whole process: all threads, compiler and garbage collector included. */
public final class Cpu {

    private Cpu() {}

    /**
     * Reads the processor time.
     *
     * @return nanoseconds of processor time since the start of this process
     */
    public static long nanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    /**
     * Measures work.
     *
     * @param work the work
     * @return nanoseconds of processor time
     */
    public static long nanosOf(Runnable work) {
        long before = nanos();
        work.run();
        return nanos() - before;
    }
}
