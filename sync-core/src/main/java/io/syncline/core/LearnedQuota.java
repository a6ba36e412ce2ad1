package io.syncline.core;

import io.github.bucket4j.TimeMeter;
import io.syncline.core.MinuteBudget.Spending;
import io.syncline.core.port.EmbedderLimits;
import io.syncline.core.port.EmbedderQuota;
import org.jspecify.annotations.Nullable;

/**
 * The quota of an embedder: a budget of requests and one of tokens, of which a share is used that rate limits teach. What
 * is not limited has no budget.
 *
 * <p>Not thread-safe: guarded by its {@link EmbedGate}.
 */
final class LearnedQuota {

    /** What one request took of both budgets, and of what is shared with other processes. */
    record Reservation(@Nullable Spending request, @Nullable Spending tokens, SharedBudget.@Nullable Spending shared) {}

    private final @Nullable MinuteBudget requests;
    private final @Nullable MinuteBudget tokens;
    private final @Nullable SharedBudget shared;
    private final TimeMeter meter;
    private final LearnedPace pace = new LearnedPace();

    LearnedQuota(EmbedderQuota quota, EmbedderLimits limits, TimeMeter meter, @Nullable SharedBudget shared) {
        this.shared = shared;
        this.meter = meter;
        this.requests = quota.requestsPerMinute().isEmpty()
                ? null
                : new MinuteBudget(quota.requestsPerMinute().getAsLong(), 1, meter);
        this.tokens = quota.tokensPerMinute().isEmpty()
                ? null
                : new MinuteBudget(quota.tokensPerMinute().getAsLong(), limits.tokensPerRequest(), meter);
    }

    /** How long to wait before a request of so many tokens may begin; 0 if it may at once. */
    long nanosUntil(long amount, long now) {
        if (pace.grow(now)) {
            useShare();
        }
        return Math.max(requests == null ? 0 : requests.nanosUntil(1), tokens == null ? 0 : tokens.nanosUntil(amount));
    }

    /** Whether other processes leave room for a request of so many tokens, as far as it is known here. */
    boolean isShared(long amount, long now) {
        return shared == null || shared.covers(amount, now);
    }

    Reservation spend(long amount) {
        return new Reservation(
                requests == null ? null : requests.spend(1),
                tokens == null ? null : tokens.spend(amount),
                shared == null ? null : shared.spend(amount, meter.currentTimeNanos()));
    }

    /** Corrects what was reserved to what the service counts. */
    void settle(Reservation reservation, long actualRequests, long actualTokens) {
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

    /** What a request takes, in minutes of the whole quota; where nothing is limited, its tokens. */
    double minutes(long amount) {
        return requests == null && tokens == null
                ? (double) amount
                : Math.max(requests == null ? 0 : requests.minutes(1), tokens == null ? 0 : tokens.minutes(amount));
    }

    void busy(long nanos) {
        pace.busy(nanos);
    }

    void accepted(long reported) {
        pace.accepted(minutes(reported));
    }

    /** The service takes requests again after it refused some for their rate. */
    void recovered(long now) {
        pace.recovered(
                now, Math.max(requests == null ? 0 : requests.spentShare(), tokens == null ? 0 : tokens.spentShare()));
        useShare();
    }

    /** The share of the quota that is used, in percent. */
    double percent() {
        return Math.round(pace.share() * 1000) / 10.0;
    }

    private void useShare() {
        if (requests != null) {
            requests.use(pace.share());
        }
        if (tokens != null) {
            tokens.use(pace.share());
        }
    }
}
