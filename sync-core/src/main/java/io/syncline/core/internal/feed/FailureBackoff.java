package io.syncline.core.internal.feed;

import io.syncline.api.FailedRecord;
import java.time.Duration;
import java.time.Instant;

/**
 * When a failed record is attempted again. Each of the first runs attempts it; after that the wait doubles with each
 * attempt, so that records nobody repairs cost little. A record that changes in the source is read regardless.
 */
final class FailureBackoff {

    private static final int ATTEMPTS_WITHOUT_WAIT = 3;
    private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);
    private static final int MAX_DOUBLINGS = 20;

    private FailureBackoff() {}

    static boolean mayRetry(FailedRecord failure, Instant now) {
        return !retryAfter(failure).isAfter(now);
    }

    /** The time until which a record is not attempted again. */
    static Instant retryAfter(FailedRecord failure) {
        return failure.lastFailedAt().plus(wait(failure.attempts()));
    }

    /** How long a record waits after a number of attempts. */
    static Duration wait(int attempts) {
        if (attempts < ATTEMPTS_WITHOUT_WAIT) {
            return Duration.ZERO;
        }
        Duration doubled = FIRST_WAIT.multipliedBy(1L << Math.min(attempts - ATTEMPTS_WITHOUT_WAIT, MAX_DOUBLINGS));
        return doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
    }
}
