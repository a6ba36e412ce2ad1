package io.syncline.core;

import java.time.Duration;

/**
 * Which share of the configured quota there really is, as the rate limit of the service shows.
 *
 * <p>After a refusal nothing is sent but a probe now and then. Once one passes, the share is what was accepted since the
 * time before when that was so, divided by the time it took: whatever window the service counts in, that is the rate it
 * gives, and the wait for the end of its window is part of it. From there the share grows, by twice as much with each
 * quiet period, until it is whole or is refused. Then it goes back to what held for a quiet period before, but not above
 * what was accepted in the last minute, and the growth begins anew with a quarter of the step that was too much. Where
 * refusals confirm a share, the periods get longer, so that finding out costs little.
 *
 * <p>Not thread-safe: guarded by its {@link EmbedGate}.
 */
final class LearnedPace {

    private static final long LONGEST_MEMORY = Duration.ofMinutes(1).toNanos();
    private static final long FIRST_QUIET = Duration.ofSeconds(10).toNanos();
    private static final long LONGEST_QUIET = Duration.ofMinutes(1).toNanos();
    private static final double LEAST = 0.0005;
    private static final double LEAST_STEP = 0.005;
    private static final double FIRST_STEP = 0.1;
    private static final double STEP = 0.02;
    private static final double CONFIRMED = 0.05;
    private static final double BELOW_REFUSED = 0.98;
    private static final double ABOVE_MINUTE = 1.1;
    private static final double DEEPEST_FALL = 0.7;

    private double share = 1;
    private double held = 1;
    private double acceptedMinutes;
    private long busyNanos;
    private long busyInAll;
    private long quiet = FIRST_QUIET;
    private long nextStepAt;
    private double step;

    double share() {
        return share;
    }

    /** Time passed in which there was something to send. */
    void busy(long nanos) {
        busyNanos += nanos;
        busyInAll += nanos;
    }

    /** The service took a request, worth a part of a minute of the configured quota. */
    void accepted(double minutes) {
        acceptedMinutes += minutes;
    }

    /**
     * The service takes requests again after it refused some.
     *
     * @param now the time
     * @param lastMinute what it took in the last minute, as a share of the configured quota
     */
    void recovered(long now, double lastMinute) {
        double heldBefore = held;
        double minute = lastMinute * LONGEST_MEMORY / Math.max(1, Math.min(busyInAll, LONGEST_MEMORY));
        if (held < share) {
            step = Math.max(LEAST_STEP, (share - held) / 4);
            share = Math.max(LEAST, Math.min(held, minute * ABOVE_MINUTE));
        } else {
            double stepOfShare = share == 1 ? FIRST_STEP : STEP;
            double accepted = acceptedMinutes * LONGEST_MEMORY / Math.max(1, busyNanos);
            double measured = Math.max(accepted, Math.min(minute, share * DEEPEST_FALL));
            share = Math.max(LEAST, Math.min(measured, share * BELOW_REFUSED));
            step = Math.max(LEAST_STEP, stepOfShare * share);
        }
        boolean confirmed = heldBefore < 1 && Math.abs(share - heldBefore) <= CONFIRMED * heldBefore;
        quiet = confirmed ? Math.min(2 * quiet, LONGEST_QUIET) : FIRST_QUIET;
        held = share;
        nextStepAt = now + quiet;
        acceptedMinutes = 0;
        busyNanos = 0;
    }

    /** Grows if it is time to; answers whether the share changed. */
    boolean grow(long now) {
        if (share >= 1 || now < nextStepAt) {
            return false;
        }
        held = share;
        share = Math.min(1, share + step);
        step *= 2;
        nextStepAt = now + quiet;
        return true;
    }
}
