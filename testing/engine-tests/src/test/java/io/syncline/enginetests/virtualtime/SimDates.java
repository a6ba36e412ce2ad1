package io.syncline.enginetests.virtualtime;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How far the time that a source reports, such as the date of an HTTP answer, is ahead of the clock that stamps its changes.
 * What it is ahead, transactions may last less. Drawn apart from all else in a history.
 */
final class SimDates {

    private static final Duration LARGEST_DELAY = Duration.ofMinutes(30);

    private final Duration ahead;

    /**
     * Draws the difference, which most histories do not have.
     *
     * @param overlap what a source may be ahead at most
     */
    SimDates(RandomGenerator random, Duration overlap) {
        ahead = switch (random.nextInt(8)) {
            case 0 -> Duration.ofNanos((long) (overlap.toNanos() * random.nextDouble()));
            case 1 -> Duration.ofMillis(-random.nextLong(LARGEST_DELAY.toMillis()));
            default -> Duration.ZERO;
        };
    }

    /** Negative if the reported time is behind. */
    Duration ahead() {
        return ahead;
    }

    /** The longest time between the stamp of a change and its commit. */
    Duration longestTransaction(Duration overlap) {
        return ahead.isNegative() ? overlap : overlap.minus(ahead);
    }

    /** By how much the reported time may exceed the stamps of changes that were made before. */
    Duration doubt() {
        return ahead.isNegative() ? Duration.ZERO : ahead;
    }
}
