package io.syncline.service.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.random.RandomGenerator;

/** When something is to run, again and again. Immutable. */
public sealed interface Schedule permits Every, Cron {

    /** The longest period, and the longest jitter. */
    Duration LONGEST = Duration.ofDays(366);

    /**
     * The next time after another one, without jitter.
     *
     * @param after when the last run started, or when the schedule began
     * @return a later time
     */
    Instant next(Instant after);

    /**
     * The next time after another one, moved at random, so that models, and processes with the same configuration, do not
     * all ask at the same moment.
     *
     * @param after when the last run started, or when the schedule began
     * @param random decides by how much it is moved
     * @return a later time
     */
    Instant due(Instant after, RandomGenerator random);

    /**
     * How far two starts after a time may be apart, if nothing delays them: what "late" is measured by.
     *
     * @param after when the last run started
     * @return a positive duration
     */
    Duration gap(Instant after);

    /**
     * Starts that are a period apart, with the usual jitter.
     *
     * @param period from a second to a year
     * @throws IllegalArgumentException if it is out of range
     */
    static Schedule every(Duration period) {
        return Every.of(period);
    }

    /**
     * Starts at the times of a cron expression, with the usual jitter.
     *
     * @param expression five fields: minute, hour, day of the month, month, day of the week, such as {@code 0 3 * * *}
     * @param zone whose clock it goes by
     * @throws IllegalArgumentException if it is not an expression, or of no time ever
     */
    static Schedule cron(String expression, ZoneId zone) {
        return Cron.of(expression, zone);
    }
}
