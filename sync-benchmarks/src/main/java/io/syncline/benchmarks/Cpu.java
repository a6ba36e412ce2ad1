package io.syncline.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Processor time of this whole process: all threads, compiler and garbage collector included. */
public final class Cpu {

    private Cpu() {}

    /**
     * Measures some work.
     *
     * @param work what to do
     * @return nanoseconds of processor time
     */
    public static long nanosOf(Runnable work) {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long before = system.getProcessCpuTime();
        work.run();
        return system.getProcessCpuTime() - before;
    }
}
