package io.syncline.service.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * Starts that are a period apart, counted from start to start; up to the jitter sooner, never later.
 *
 * @param period from a second to a year
 * @param jitter less than the period
 */
public record Every(Duration period, Duration jitter) implements Schedule {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration USUAL_JITTER = Duration.ofMinutes(1);
    private static final int USUAL_SHARE = 10;

    /** Refuses values out of range. */
    public Every {
        if (period.compareTo(SHORTEST) < 0 || period.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("'every' must be from 1s to 366d, but is " + period);
        }
        if (jitter.isNegative() || jitter.compareTo(period) >= 0) {
            throw new IllegalArgumentException(
                    "'jitter' must be less than the period of " + period + ", but is " + jitter);
        }
    }

    /** A period with a jitter of a tenth of it, at most a minute. */
    static Every of(Duration period) {
        Duration share = period.dividedBy(USUAL_SHARE);
        return new Every(period, share.compareTo(USUAL_JITTER) < 0 ? share : USUAL_JITTER);
    }

    @Override
    public Instant next(Instant after) {
        return after.plus(period);
    }

    @Override
    public Instant due(Instant after, RandomGenerator random) {
        return next(after).minus(Jitter.of(jitter, random));
    }

    @Override
    public Duration gap(Instant after) {
        return period;
    }
}
