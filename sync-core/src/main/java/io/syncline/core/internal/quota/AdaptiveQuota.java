package io.syncline.core.internal.quota;

import io.syncline.core.internal.quota.RateBudget.Spending;
import io.syncline.core.internal.quota.RequestHistory.Sent;
import io.syncline.core.port.embedding.EmbedderLimits;
import io.syncline.core.port.embedding.EmbedderQuota;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * A budget of requests and one of tokens, of which the share is used that {@link AdaptiveRate} has learned from rate
 * limits. Guarded by the {@link EmbedAdmission}.
 */
final class AdaptiveQuota implements EmbedQuota {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final RateBudget requests;
    private final RateBudget tokens;
    private final AdaptiveRate rate = new AdaptiveRate();
    private final AdmissionTime time;

    AdaptiveQuota(EmbedderQuota quota, EmbedderLimits limits, AdmissionTime time) {
        this.requests = budget(quota.requestsPerMinute(), 1, time);
        this.tokens = budget(quota.tokensPerMinute(), limits.tokensPerRequest(), time);
        this.time = time;
    }

    private static RateBudget budget(OptionalLong perMinute, long largest, AdmissionTime time) {
        return perMinute.isEmpty() ? RateBudget.UNLIMITED : new MinuteBudget(perMinute.getAsLong(), largest, time);
    }

    @Override
    public long nanosUntil(long amount) {
        if (rate.grow(time.now())) {
            useShare(rate.share());
        }
        long budgets = Math.max(requests.nanosUntil(1), tokens.nanosUntil(amount));
        return Math.max(budgets, rate.nanosUntil(cost(1, amount), time.now()));
    }

    @Override
    public Reservation reserve(long amount) {
        return new BudgetReservation(requests.spend(1), tokens.spend(amount), rate.sent(time.now(), cost(1, amount)));
    }

    @Override
    public double worth(long amount) {
        return cost(1, amount);
    }

    /** The time in which the configured quota provides an amount, in nanoseconds. */
    private long cost(long count, long amount) {
        return Math.round(Math.max(requests.minutes(count), tokens.minutes(amount)) * MINUTE);
    }

    @Override
    public void recovered() {
        rate.recovered(time.now());
        useShare(rate.share());
    }

    @Override
    public double percent() {
        return Math.round(rate.share() * 1000) / 10.0;
    }

    private void useShare(double share) {
        requests.use(share);
        tokens.use(share);
    }

    private final class BudgetReservation implements Reservation {

        private final Spending ofRequests;
        private final Spending ofTokens;
        private final Sent sent;

        private BudgetReservation(Spending ofRequests, Spending ofTokens, Sent sent) {
            this.ofRequests = ofRequests;
            this.ofTokens = ofTokens;
            this.sent = sent;
        }

        @Override
        public void settle(long actualRequests, long actualTokens) {
            ofRequests.settle(actualRequests);
            ofTokens.settle(actualTokens);
            rate.taken(sent, cost(actualRequests, actualTokens), time.now());
        }

        @Override
        public long rateLimited() {
            ofRequests.settle(0);
            ofTokens.settle(0);
            return rate.refused(sent, time.now());
        }
    }
}
