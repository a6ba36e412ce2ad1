package io.syncline.core.internal.pipeline;

import io.syncline.api.FailedRecord;
import java.time.Duration;
import java.time.Instant;

/**
 * When a failed record is tried again. The first runs try it each; after that it rests, twice as long after each try,
 * so that records nobody repairs cost little. A record that changes is read at once all the same.
 */
public final class FailureBackoff {

    private static final int FREE_TRIES = 3;
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final int MAX_DOUBLINGS = 20;

    private FailureBackoff() {}

    public static boolean isDue(FailedRecord failure, Instant now) {
        return !failure.lastFailedAt().plus(rest(failure.attempts())).isAfter(now);
    }

    /** How long a record rests after so many tries. */
    public static Duration rest(int attempts) {
        if (attempts < FREE_TRIES) {
            return Duration.ZERO;
        }
        Duration doubled = FIRST.multipliedBy(1L << Math.min(attempts - FREE_TRIES, MAX_DOUBLINGS));
        return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }
}
