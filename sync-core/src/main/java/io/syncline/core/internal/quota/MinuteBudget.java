package io.syncline.core.internal.quota;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A limit per minute, held by two rules together.
 *
 * <ul>
 *   <li>A {@link TokenBucket} spreads spending over the minute. It holds a few seconds' worth, so that a short delay is
 *       made up for. Alone it would let its capacity through on top of a full minute's worth after an idle time.
 *   <li>So what was spent is remembered for a minute, and the sum over any minute stays within the limit. The minute is
 *       one percent longer here, since requests may arrive closer together than they were sent.
 * </ul>
 */
final class MinuteBudget implements RateBudget {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final long WINDOW = MINUTE + MINUTE / 100;
    /** The bucket holds a twelfth of a minute's worth: five seconds. */
    private static final int CAPACITY_DIVISOR = 12;

    private final class WindowSpending implements Spending {

        private final long at = time.now();
        private long amount;

        private WindowSpending(long amount) {
            this.amount = amount;
        }

        @Override
        public void settle(long actual) {
            long more = actual - amount;
            expire();
            if (at > time.now() - WINDOW) {
                spent += more;
            }
            amount = actual;
            bucket.take(more);
        }
    }

    private final long perMinute;
    private final AdmissionTime time;
    private final Deque<WindowSpending> window = new ArrayDeque<>();
    private final TokenBucket bucket;
    private double share = 1;
    private long spent;

    /**
     * A budget that starts empty.
     *
     * @param perMinute the limit
     * @param largest the most that is ever spent in one request
     */
    MinuteBudget(long perMinute, long largest, AdmissionTime time) {
        this.perMinute = perMinute;
        this.time = time;
        long capacity = Math.max(1, Math.max(perMinute / CAPACITY_DIVISOR, Math.min(largest, perMinute)));
        this.bucket = new TokenBucket(capacity, (double) perMinute / MINUTE, time);
    }

    /** Uses only a share of the limit from now on; what the bucket has saved up is lost. */
    @Override
    public void use(double newShare) {
        if (newShare != share) {
            share = newShare;
            bucket.restart(Math.max(1, perMinute * share) / MINUTE);
        }
    }

    @Override
    public double minutes(long amount) {
        return (double) amount / perMinute;
    }

    @Override
    public long nanosUntil(long amount) {
        return Math.max(bucket.nanosUntil(Math.max(1, amount)), nanosUntilWindowHasRoom(amount));
    }

    private long nanosUntilWindowHasRoom(long amount) {
        expire();
        long excess = spent + amount - perMinute;
        long wait = 0;
        for (WindowSpending earlier : window) {
            if (excess <= 0) {
                break;
            }
            excess -= earlier.amount;
            wait = earlier.at + WINDOW - time.now();
        }
        return Math.max(0, wait);
    }

    @Override
    public Spending spend(long amount) {
        WindowSpending spending = new WindowSpending(amount);
        window.add(spending);
        spent += amount;
        bucket.take(Math.max(1, amount));
        return spending;
    }

    private void expire() {
        long end = time.now() - WINDOW;
        for (WindowSpending first = window.peek(); first != null && first.at <= end; first = window.peek()) {
            spent -= first.amount;
            window.remove();
        }
    }
}
