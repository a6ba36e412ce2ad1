package io.syncline.core.internal.quota;

import io.syncline.core.internal.quota.RequestHistory.Sent;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How fast requests may go, as the service's rate limits show; as fast as configured until it refuses one.
 *
 * <p>After a refusal nothing is sent but probes. When one passes, {@link RateInference} names the ways in which the
 * service may limit the rate. The previous model is retained if it is among them, else the one that gives the
 * most is believed: if it gives too much, the next refusal excludes it. If none is possible, most of the history is
 * dropped, and the rate is what was taken since the last recovery.
 *
 * <p>From there the share {@code s} of the quota grows with each quiet period: after {@code n} of them it is
 * {@code learned * (1 + STEP * (2^n - 1))}, until it is 1 or a request is refused. Where a refusal confirms what was
 * believed, the quiet period doubles, so that probing upwards costs few refusals.
 *
 * <p>Guarded by the {@link EmbedAdmission}.
 */
final class AdaptiveRate {

    /** A service that counts over a window of at most 10 s, the usual length, has answered by then. */
    private static final long FIRST_QUIET_PERIOD = Duration.ofSeconds(10).toNanos();
    /** Bounds the time to find a raised quota: from half of it, six steps of at most 30 s. */
    private static final long LONGEST_QUIET_PERIOD = Duration.ofSeconds(30).toNanos();
    /** The longest window that providers document: what is older cannot explain a refusal. */
    private static final long LONGEST_WINDOW = Duration.ofMinutes(1).toNanos();
    /** Keeps a wait finite: at this share a minute's quota takes 33 hours. */
    private static final double MINIMUM_SHARE = 0.0005;
    /** First step of growth, as a part of the learned share: a wrong step costs one refusal in fifty requests. */
    private static final double STEP = 0.02;
    /** Two inferred shares within 5 % agree: more than one step of growth (2 %), less than two (6 %). */
    private static final double CONFIRMATION = 0.05;
    /** A refused share was too much: one {@link #STEP} below it. */
    private static final double BELOW_REFUSED = 1 - STEP;
    /** The share falls at most to this part of the one before, so one misleading minute cannot stop a run. */
    private static final double DEEPEST_FALL = 0.7;

    private final RequestHistory history = new RequestHistory();
    private @Nullable RateModel model;
    private double learned = 1;
    private long recoveredAt = Long.MIN_VALUE;
    private long quietPeriod = FIRST_QUIET_PERIOD;
    private long nextStepAt;
    private double step;

    /** The share of the configured quota that is used. */
    double share() {
        return model == null ? 1 : Math.max(MINIMUM_SHARE, Math.min(1, model.share()));
    }

    /** How long until the service accepts a request, apart from the share; 0 if it does now. */
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
     * The service refused a request for its rate.
     *
     * @return how long until a retry is worthwhile; {@link Long#MAX_VALUE} if that is unknown
     */
    long refused(Sent sent, long now) {
        history.refused(sent, now);
        return new RateInference(history).nanosUntilRoom(sent.cost(), now);
    }

    /** The service accepts requests again after it refused some. */
    void recovered(long now) {
        model = mostPlausible(now);
        boolean confirmed = Math.abs(share() - learned) <= CONFIRMATION * learned;
        learned = share();
        quietPeriod = confirmed ? Math.min(2 * quietPeriod, LONGEST_QUIET_PERIOD) : FIRST_QUIET_PERIOD;
        step = STEP;
        recoveredAt = now;
        nextStepAt = now + quietPeriod;
    }

    private RateModel mostPlausible(long now) {
        RateModel before = model;
        List<RateModel> possible = new RateInference(history).models(now);
        if (possible.isEmpty()) {
            return measured(now);
        }
        return possible.stream()
                .filter(other -> before != null && before.isLike(other))
                .findFirst()
                .orElseGet(() -> possible.stream()
                        .max(Comparator.comparingDouble(RateModel::share))
                        .orElseThrow());
    }

    private RateModel measured(long now) {
        double measured = Math.min(history.rateSince(recoveredAt, now), share() * BELOW_REFUSED);
        history.forgetBefore(now - LONGEST_WINDOW);
        return new RateModel.Steady(Math.max(measured, share() * DEEPEST_FALL));
    }

    /** Grows the share if it is time to; returns whether it changed. */
    boolean grow(long now) {
        if (model == null || now < nextStepAt) {
            return false;
        }
        double share = model.share() + step * learned;
        model = share < 1 ? model.times(share / model.share()) : null;
        step *= 2;
        nextStepAt = now + quietPeriod;
        return true;
    }
}
