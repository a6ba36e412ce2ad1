package io.syncline.cli.output;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Records per second over a sliding window, so that it follows the present speed of a run. */
final class Rate {

    private static final Duration WINDOW = Duration.ofSeconds(10);

    private final Deque<Sample> samples = new ArrayDeque<>();

    private record Sample(Duration at, long done) {}

    void clear() {
        samples.clear();
    }

    /** The first sample is the base of the count. */
    void add(Duration at, long done) {
        if (!samples.isEmpty() && at.compareTo(samples.getLast().at()) < 0) {
            clear();
        }
        samples.addLast(new Sample(at, done));
        while (samples.size() > 2 && at.minus(samples.getFirst().at()).compareTo(WINDOW) > 0) {
            samples.removeFirst();
        }
    }

    /** 0 until a record is processed. */
    double perSecond() {
        if (samples.isEmpty()) {
            return 0;
        }
        long done = samples.getLast().done() - samples.getFirst().done();
        double seconds = samples.getLast().at().minus(samples.getFirst().at()).toMillis() / 1000.0;
        return seconds <= 0 ? 0 : done / seconds;
    }
}
