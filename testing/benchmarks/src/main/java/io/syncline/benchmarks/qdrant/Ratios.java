package io.syncline.benchmarks.qdrant;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The times of one operation, one per round. Not thread-safe. */
final class Ratios {

    private final List<Double> seconds = new ArrayList<>();

    /** Work that may fail. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    void time(Work work) throws Exception {
        long begin = System.nanoTime();
        work.run();
        seconds.add((System.nanoTime() - begin) / 1e9);
    }

    /** Things per second, in the median round. */
    double rate(int things) {
        List<Double> sorted = new ArrayList<>(seconds);
        Collections.sort(sorted);
        return things / sorted.get(sorted.size() / 2);
    }

    /** The median over the rounds of the speed relative to the others. */
    double faster(Ratios others) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < seconds.size(); i++) {
            ratios.add(others.seconds.get(i) / seconds.get(i));
        }
        Collections.sort(ratios);
        return ratios.get(ratios.size() / 2);
    }
}
