package io.syncline.core.internal.quota;

import io.github.bucket4j.TimeMeter;
import io.syncline.core.internal.quota.MinuteBudget.Spending;
import io.syncline.core.internal.quota.RateHistory.Sent;
import io.syncline.core.port.embedding.EmbedderLimits;
import io.syncline.core.port.embedding.EmbedderQuota;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The quota of an embedder: a budget of requests and one of tokens, of which a share is used that rate limits teach. What
 * is not limited has no budget.
 *
 * <p>Not thread-safe: guarded by its {@link EmbedGate}.
 */
final class LearnedQuota {

    /** What one request took of both budgets, and of what is shared with other processes. */
    record Reservation(
            @Nullable Spending request,
            @Nullable Spending tokens,
            SharedBudget.@Nullable Spending shared,
            @Nullable Sent sent) {}

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final @Nullable MinuteBudget requests;
    private final @Nullable MinuteBudget tokens;
    private final @Nullable SharedBudget shared;
    private final TimeMeter meter;
    private final @Nullable LearnedPace pace;

    LearnedQuota(EmbedderQuota quota, EmbedderLimits limits, TimeMeter meter, @Nullable SharedBudget shared) {
        this.shared = shared;
        this.meter = meter;
        this.requests = quota.requestsPerMinute().isEmpty()
                ? null
                : new MinuteBudget(quota.requestsPerMinute().getAsLong(), 1, meter);
        this.tokens = quota.tokensPerMinute().isEmpty()
                ? null
                : new MinuteBudget(quota.tokensPerMinute().getAsLong(), limits.tokensPerRequest(), meter);
        this.pace = requests == null && tokens == null ? null : new LearnedPace();
    }

    /** How long to wait before a request of so many tokens may begin; 0 if it may at once. */
    long nanosUntil(long amount, long now) {
        if (pace == null) {
            return 0;
        }
        if (pace.grow(now)) {
            useShare(pace.share());
        }
        long budgets =
                Math.max(requests == null ? 0 : requests.nanosUntil(1), tokens == null ? 0 : tokens.nanosUntil(amount));
        return Math.max(budgets, pace.nanosUntil(cost(1, amount), now));
    }

    /** Whether other processes leave room for a request of so many tokens, as far as it is known here. */
    boolean isShared(long amount, long now) {
        return shared == null || shared.covers(amount, now);
    }

    Reservation spend(long amount) {
        return new Reservation(
                requests == null ? null : requests.spend(1),
                tokens == null ? null : tokens.spend(amount),
                shared == null ? null : shared.spend(amount, meter.currentTimeNanos()),
                pace == null ? null : pace.sent(meter.currentTimeNanos(), cost(1, amount)));
    }

    /** The service took a request, and counts so much. */
    void taken(Reservation reservation, long actualRequests, long actualTokens) {
        settle(reservation, actualRequests, actualTokens);
        if (pace != null && reservation.sent() != null) {
            pace.taken(reservation.sent(), cost(actualRequests, actualTokens), meter.currentTimeNanos());
        }
    }

    /**
     * The service refused a request for its rate.
     *
     * @return how long until it is worthwhile to try again; the end of time if nothing tells
     */
    long refused(Reservation reservation, long now) {
        settle(reservation, 0, 0);
        return pace == null || reservation.sent() == null ? Long.MAX_VALUE : pace.refused(reservation.sent(), now);
    }

    private void settle(Reservation reservation, long actualRequests, long actualTokens) {
        if (requests != null && reservation.request() != null) {
            requests.settle(reservation.request(), actualRequests);
        }
        if (tokens != null && reservation.tokens() != null) {
            tokens.settle(reservation.tokens(), actualTokens);
        }
        if (shared != null && reservation.shared() != null) {
            shared.settle(reservation.shared(), actualRequests, actualTokens);
        }
    }

    /** What a request takes, as a part of the whole quota; where nothing is limited, its tokens. */
    double worth(long amount) {
        return pace == null ? amount : cost(1, amount);
    }

    private long cost(long count, long amount) {
        double minutes =
                Math.max(requests == null ? 0 : requests.minutes(count), tokens == null ? 0 : tokens.minutes(amount));
        return Math.round(minutes * MINUTE);
    }

    /** The service takes requests again after it refused some for their rate. */
    void recovered(long now) {
        if (pace != null) {
            pace.recovered(now);
            useShare(pace.share());
        }
    }

    /** The share of the quota that is used, in percent. */
    double percent() {
        return Math.round((pace == null ? 1 : pace.share()) * 1000) / 10.0;
    }

    private void useShare(double share) {
        if (requests != null) {
            requests.use(share);
        }
        if (tokens != null) {
            tokens.use(share);
        }
    }
}
