package io.syncline.enginetests.virtualtime;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Faults of single things, which must not be taken for faults of others: a call that fails once, a linked record that cannot
 * be read, a text that the embedding service breaks down over, a rate that it limits. They go on when all else is calm, as
 * long as the retry settings allow a run to outlast them. Drawn apart from all else in a history.
 */
final class SimAdversaries {

    private static final Duration PATIENCE_WITH_A_CALL = Duration.ofSeconds(4);
    private static final Duration PATIENCE_WITH_A_SERVICE = Duration.ofSeconds(30);

    /** Whether records have a field that comes from a linked record. */
    final boolean linked;

    final double linkEdits;
    final double passingLinkFaults;
    /** How long the embedding service is down after a text that it breaks down over; zero if there are none. */
    final Duration breakdown;

    final int requestsPerPeriod;
    final Duration period;

    private final RandomGenerator random;
    private final SimNetwork network;
    private final double failuresOnce;
    private final Duration patience;

    /**
     * Draws the adversaries of a history.
     *
     * @param random draws all that they do
     */
    SimAdversaries(RandomGenerator random, SimProfile profile, SimNetwork network) {
        this.random = random;
        this.network = network;
        patience = profile.settings().retry().giveUpAfter();
        linked = random.nextInt(3) == 0;
        linkEdits = 0.3 * random.nextDouble();
        passingLinkFaults = random.nextInt(3) == 0 ? 0.3 * random.nextDouble() : 0;
        failuresOnce = random.nextInt(3) == 0 ? 0.3 * random.nextDouble() : 0;
        breakdown = random.nextInt(2) == 0 ? Duration.ofMillis(300 + random.nextInt(2700)) : Duration.ZERO;
        boolean limited = random.nextInt(6) == 0;
        requestsPerPeriod = limited ? 2 + random.nextInt(4) : Integer.MAX_VALUE;
        period = Duration.ofSeconds(1 + random.nextInt(5));
    }

    RandomGenerator random() {
        return random;
    }

    /** Whether a text that the embedding service cannot embed breaks it down. */
    boolean breaksDown() {
        return !breakdown.isZero() && isOutlasted(PATIENCE_WITH_A_SERVICE);
    }

    boolean limitsRate() {
        return requestsPerPeriod < Integer.MAX_VALUE && isOutlasted(PATIENCE_WITH_A_SERVICE);
    }

    private boolean isOutlasted(Duration needed) {
        return network.isFaulty() || patience.compareTo(needed) >= 0;
    }

    /** The calls of one run that may fail once. */
    final class Once {

        private final Set<Object> made = new HashSet<>();

        /** Whether a call fails: never if it is made again. */
        boolean fails(Object call) {
            return failuresOnce > 0
                    && isOutlasted(PATIENCE_WITH_A_CALL)
                    && made.add(call)
                    && random.nextDouble() < failuresOnce;
        }
    }
}
