package io.syncline.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The times of one operation, one per round. Not thread-safe. */
public final class Ratios {

    private final List<Double> seconds = new ArrayList<>();

    /** No round yet. */
    public Ratios() {}

    /** Work that may fail. */
    @FunctionalInterface
    public interface Work {

        /**
         * Does it.
         *
         * @throws Exception if it fails
         */
        void run() throws Exception;
    }

    /**
     * One more round.
     *
     * @param work what is timed
     * @throws Exception as the work throws it
     */
    public void time(Work work) throws Exception {
        long begin = System.nanoTime();
        work.run();
        seconds.add((System.nanoTime() - begin) / 1e9);
    }

    /**
     * Things per second, in the median round.
     *
     * @param things the number of things of a round
     */
    public double rate(int things) {
        List<Double> sorted = new ArrayList<>(seconds);
        Collections.sort(sorted);
        return things / sorted.get(sorted.size() / 2);
    }

    /**
     * The median over the rounds of the speed relative to the others.
     *
     * @param others with a round for each of these
     */
    public double faster(Ratios others) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < seconds.size(); i++) {
            ratios.add(others.seconds.get(i) / seconds.get(i));
        }
        Collections.sort(ratios);
        return ratios.get(ratios.size() / 2);
    }
}
