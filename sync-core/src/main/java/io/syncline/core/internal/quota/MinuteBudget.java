package io.syncline.core.internal.quota;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How much may be spent per minute, of requests or of tokens.
 *
 * <p>Two rules hold at once. A token bucket spreads the spending over the minute; it starts empty and holds a few
 * seconds' worth, so that a short delay is made up for. Alone it would let through its capacity on top of a full minute's
 * worth after a rest. So what was spent is remembered for a minute, and the sum never passes the limit in any minute,
 * nor in a slightly longer one, since requests may arrive closer together than they were sent. A share of the limit slows
 * the spending down.
 *
 * <p>Not thread-safe: guarded by its {@link EmbedGate}.
 */
final class MinuteBudget {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final long WINDOW = MINUTE + MINUTE / 100;
    private static final int MINUTE_PARTS = 12;

    /** Something spent, or reserved until it is settled. */
    static final class Spending {
        private final long atNanos;
        private long amount;

        private Spending(long atNanos, long amount) {
            this.atNanos = atNanos;
            this.amount = amount;
        }
    }

    private final long perMinute;
    private final long capacity;
    private final TimeMeter meter;
    private final Deque<Spending> window = new ArrayDeque<>();
    private Bucket bucket;
    private double share = 1;
    private long spent;

    /**
     * A budget.
     *
     * @param perMinute the limit
     * @param largest the most that is ever spent at once
     * @param meter the time
     */
    MinuteBudget(long perMinute, long largest, TimeMeter meter) {
        this.perMinute = perMinute;
        this.capacity = Math.max(1, Math.max(perMinute / MINUTE_PARTS, Math.min(largest, perMinute)));
        this.meter = meter;
        this.bucket = emptyBucket();
    }

    private Bucket emptyBucket() {
        return Bucket.builder()
                .addLimit(Bandwidth.builder()
                        .capacity(capacity)
                        .refillGreedy(Math.max(1, Math.round(perMinute * share)), Duration.ofNanos(MINUTE))
                        .initialTokens(0)
                        .build())
                .withCustomTimePrecision(meter)
                .build();
    }

    /** Uses only a share of the limit from now on, without anything saved up. */
    void use(double newShare) {
        if (newShare != share) {
            share = newShare;
            bucket = emptyBucket();
        }
    }

    /** An amount as a part of a minute's worth. */
    double minutes(long amount) {
        return (double) amount / perMinute;
    }

    /** How long to wait before an amount may be spent; 0 if it may be at once. */
    long nanosUntil(long amount) {
        long asked = Math.max(1, Math.min(amount, capacity));
        return Math.max(
                bucket.estimateAbilityToConsume(asked).getNanosToWaitForRefill(), nanosUntilWindowHasRoom(amount));
    }

    private long nanosUntilWindowHasRoom(long amount) {
        expire();
        long excess = spent + amount - perMinute;
        long wait = 0;
        for (Spending earlier : window) {
            if (excess <= 0) {
                break;
            }
            excess -= earlier.amount;
            wait = earlier.atNanos + WINDOW - meter.currentTimeNanos();
        }
        return Math.max(0, wait);
    }

    Spending spend(long amount) {
        Spending spending = new Spending(meter.currentTimeNanos(), amount);
        window.add(spending);
        spent += amount;
        bucket.consumeIgnoringRateLimits(Math.max(1, amount));
        return spending;
    }

    /** Corrects what was reserved to what was really spent. */
    void settle(Spending spending, long actual) {
        long more = actual - spending.amount;
        expire();
        if (spending.atNanos > meter.currentTimeNanos() - WINDOW) {
            spent += more;
        }
        spending.amount = actual;
        if (more > 0) {
            bucket.consumeIgnoringRateLimits(more);
        } else if (more < 0) {
            bucket.addTokens(-more);
        }
    }

    private void expire() {
        long end = meter.currentTimeNanos() - WINDOW;
        for (Spending first = window.peek(); first != null && first.atNanos <= end; first = window.peek()) {
            spent -= first.amount;
            window.remove();
        }
    }
}
