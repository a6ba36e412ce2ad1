package io.syncline.core.internal.quota;

import io.syncline.core.internal.quota.RateHistory.Sent;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How fast the service really lets us be, as its rate limit shows; as fast as is configured until it refuses something.
 *
 * <p>After a refusal nothing is sent but a probe now and then. Once one passes, {@link RateEvidence} tells what the
 * service may be like. Of that the way to limit that was believed before is kept, else the one that gives the most is
 * believed: if it gives too much, the next refusal contradicts it. If the evidence fits nothing, most of it is forgotten,
 * and the pace is what was taken since the last time a probe passed.
 *
 * <p>From there the pace grows with each quiet period, by twice as much as before, until it is whole or something is
 * refused. Where refusals confirm what was believed the periods get longer, so that finding out costs little.
 *
 * <p>Not thread-safe: guarded by its {@link EmbedGate}.
 */
final class LearnedPace {

    private static final long FIRST_QUIET = Duration.ofSeconds(10).toNanos();
    private static final long LONGEST_QUIET = Duration.ofSeconds(30).toNanos();
    private static final long RECENT = Duration.ofMinutes(1).toNanos();
    private static final double LEAST = 0.0005;
    private static final double STEP = 0.02;
    private static final double CONFIRMED = 0.05;
    private static final double BELOW_REFUSED = 0.98;
    private static final double DEEPEST_FALL = 0.7;

    private final RateHistory history = new RateHistory();
    private @Nullable RateModel model;
    private double learned = 1;
    private long recoveredAt = Long.MIN_VALUE;
    private long quiet = FIRST_QUIET;
    private long nextStepAt;
    private double step;

    /** The share of the configured quota. */
    double share() {
        return model == null ? 1 : Math.max(LEAST, Math.min(1, model.share()));
    }

    /** How long until the service takes a request, apart from its share; 0 if at once. */
    long nanosUntil(long cost, long now) {
        return model == null ? 0 : model.nanosUntil(history, cost, now);
    }

    Sent sent(long now, long cost) {
        return history.sent(now, cost);
    }

    void taken(Sent sent, long cost, long now) {
        history.taken(sent, cost, now);
    }

    /**
     * The rate limit refused a request.
     *
     * @return how long until it is worthwhile to try again; the end of time if nothing tells
     */
    long refused(Sent sent, long now) {
        history.refused(sent, now);
        return new RateEvidence(history).nanosUntilRoom(sent.cost(), now);
    }

    /** The service takes requests again after it refused some. */
    void recovered(long now) {
        model = believed(now);
        boolean confirmed = Math.abs(share() - learned) <= CONFIRMED * learned;
        learned = share();
        quiet = confirmed ? Math.min(2 * quiet, LONGEST_QUIET) : FIRST_QUIET;
        step = STEP;
        recoveredAt = now;
        nextStepAt = now + quiet;
    }

    private RateModel believed(long now) {
        RateModel before = model;
        List<RateModel> possible = new RateEvidence(history).models(now);
        if (possible.isEmpty()) {
            double measured = Math.min(history.rateSince(recoveredAt, now), share() * BELOW_REFUSED);
            history.forgetBefore(now - RECENT);
            return new RateModel.Steady(Math.max(measured, share() * DEEPEST_FALL));
        }
        return possible.stream()
                .filter(other -> before != null && before.isLike(other))
                .findFirst()
                .orElseGet(() -> possible.stream()
                        .max(Comparator.comparingDouble(RateModel::share))
                        .orElseThrow());
    }

    /** Grows if it is time to; answers whether the share changed. */
    boolean grow(long now) {
        if (model == null || now < nextStepAt) {
            return false;
        }
        double share = model.share() + step * learned;
        model = share < 1 ? model.times(share / model.share()) : null;
        step *= 2;
        nextStepAt = now + quiet;
        return true;
    }
}
