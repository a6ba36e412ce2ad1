package io.syncline.service.schedule;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Random parts of durations, in whole milliseconds. */
final class Jitter {

    private Jitter() {}

    static Duration of(Duration most, RandomGenerator random) {
        return Duration.ofMillis(random.nextLong(most.toMillis() + 1));
    }
}
