package io.syncline.core.adapter;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * The largest values that settings may have. What is accepted can be added to a time, multiplied and stored without an
 * overflow; no sensible value is refused. Adapters may allow less. Builders check at the call that gives the value, so
 * a mistake is found while a configuration is read, before anything is written.
 */
public final class Limits {

    /** The longest time limit, interval, wait or lease. */
    public static final Duration WAIT = Duration.ofDays(1);

    /** The longest period to look back on, or to keep on retrying. */
    public static final Duration PERIOD = Duration.ofDays(3653);

    /** The most items or tokens in one request or chunk. */
    public static final int COUNT = 10_000_000;

    /** The most concurrent calls. */
    public static final int CONCURRENCY = 1024;

    /** The most numbers in a vector. */
    public static final int DIMENSION = 65_536;

    /** The most requests or tokens per minute. */
    public static final long RATE = 1_000_000_000_000L;

    /** The largest size of memory in bytes. */
    public static final long BYTES = 1L << 50;

    /** The largest price or cost in US dollars. */
    public static final BigDecimal AMOUNT = BigDecimal.valueOf(1_000_000_000);

    private static final int DECIMALS = 18;

    private Limits() {}

    /**
     * Checks a duration.
     *
     * @param setting the name of the setting, for the message
     * @param value the duration
     * @param least the shortest duration that is allowed
     * @param most the longest duration that is allowed
     * @return the duration
     * @throws NullPointerException if it is null; the message names the setting
     * @throws IllegalArgumentException if it is out of range; the message names the setting
     */
    public static Duration check(String setting, Duration value, Duration least, Duration most) {
        if (requireNonNull(value, setting).compareTo(least) < 0) {
            throw new IllegalArgumentException("'" + setting + "' must " + bound(least) + ", but is " + value);
        }
        if (value.compareTo(most) > 0) {
            throw new IllegalArgumentException("'" + setting + "' must be at most " + most + ", but is " + value);
        }
        return value;
    }

    private static String bound(Duration least) {
        if (least.isZero()) {
            return "not be negative";
        }
        return "be " + (least.toNanos() == 1 ? "positive" : "at least " + least);
    }

    /**
     * Checks a number.
     *
     * @param setting the name of the setting, for the message
     * @param value the number
     * @param least the smallest number that is allowed
     * @param most the largest number that is allowed
     * @throws IllegalArgumentException if it is out of range; the message names the setting
     */
    public static void check(String setting, long value, long least, long most) {
        if (value >= least && value <= most) {
            return;
        }
        String range = "from " + least + " to " + most;
        if (most >= Integer.MAX_VALUE) {
            range = value < least ? "at least " + least : "at most " + most;
        }
        throw new IllegalArgumentException("'" + setting + "' must be " + range + ", but is " + value);
    }

    /**
     * Checks a time limit.
     *
     * @param setting the name of the setting, for the message
     * @param value the time limit
     * @return the time limit
     * @throws NullPointerException if it is null; the message names the setting
     * @throws IllegalArgumentException if it is not positive, or longer than {@link #WAIT}
     */
    public static Duration timeLimit(String setting, Duration value) {
        return check(setting, value, Duration.ofNanos(1), WAIT);
    }

    /**
     * Checks a number.
     *
     * @param setting the name of the setting, for the message
     * @param value the number
     * @param most the largest number that is allowed
     * @return the number
     * @throws IllegalArgumentException if it is not positive, or too large
     */
    public static long positive(String setting, long value, long most) {
        if (value <= 0) {
            throw new IllegalArgumentException("'" + setting + "' must be positive, but is " + value);
        }
        if (value > most) {
            throw new IllegalArgumentException("'" + setting + "' must be at most " + most + ", but is " + value);
        }
        return value;
    }

    /**
     * Checks an amount of US dollars.
     *
     * @param setting the name of the setting, for the message
     * @param value the amount
     * @return the amount
     * @throws NullPointerException if it is null; the message names the setting
     * @throws IllegalArgumentException if it is negative, larger than {@link #AMOUNT} or has too many decimals
     */
    public static BigDecimal amount(String setting, BigDecimal value) {
        if (requireNonNull(value, setting).signum() < 0) {
            throw new IllegalArgumentException("'" + setting + "' must not be negative, but is " + value);
        }
        if (value.compareTo(AMOUNT) > 0 || Math.abs((long) value.scale()) > DECIMALS) {
            throw new IllegalArgumentException("'" + setting + "' must be at most " + AMOUNT + " with at most "
                    + DECIMALS + " decimals, but is " + value);
        }
        return value;
    }
}
