package io.syncline.flink.internal;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that the libraries of a job have started. Flink closes the class loader of a job that has ended; a client that is still
 * shutting down its connections then finds none of the classes that it lacks, so that its threads, and with them all classes of the
 * job, would stay in the memory of the cluster.
 */
final class JobThreads {

    private static final Logger LOG = LoggerFactory.getLogger(JobThreads.class);
    private static final ClassLoader LOADER = JobThreads.class.getClassLoader();
    private static final Duration BOUND = Duration.ofSeconds(10);
    private static final long POLL_MILLIS = 50;

    /** Java's own, which takes over the class loader of whoever needs a timer first. */
    private static final String TIMER = "CompletableFutureDelayScheduler";

    private JobThreads() {}

    /** Waits until they have ended, but not for ever. */
    static void awaitEnd() {
        if (LOADER == ClassLoader.getSystemClassLoader()) {
            return;
        }
        try {
            long polls = BOUND.toMillis() / POLL_MILLIS;
            List<Thread> alive = alive();
            while (!alive.isEmpty() && polls-- > 0) {
                Thread.sleep(POLL_MILLIS);
                alive = alive();
            }
            if (!alive.isEmpty()) {
                LOG.warn("Threads of a job that has ended still run after {}: {}", BOUND, alive);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<Thread> alive() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getContextClassLoader() == LOADER)
                .filter(thread -> thread != Thread.currentThread())
                .filter(thread -> !isTimer(thread))
                .toList();
    }

    private static boolean isTimer(Thread thread) {
        boolean timer = thread.getName().equals(TIMER);
        if (timer) {
            thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        }
        return timer;
    }
}
