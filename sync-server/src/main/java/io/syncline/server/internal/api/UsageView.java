package io.syncline.server.internal.api;

import io.syncline.server.internal.view.View;
import io.syncline.server.served.Usage;
import io.syncline.service.memory.MonthUsage;
import java.math.BigDecimal;

/** What was used of the embedder. */
public final class UsageView {

    private UsageView() {}

    /** The present month and minute. */
    public static View of(Usage usage) {
        MonthUsage month = usage.ofMonth();
        return new View()
                .with("month", usage.month().toString())
                .with("requests", month.requests())
                .with("tokens", month.tokens())
                .with("cost_usd", month.cost().map(BigDecimal::stripTrailingZeros))
                .with("quota", usage.ofQuota().map(UsageView::of));
    }

    private static View of(Usage.OfQuota quota) {
        return new View()
                .with("requests_per_minute", quota.limits().requestsPerMinute())
                .with("tokens_per_minute", quota.limits().tokensPerMinute())
                .with("requests_used", quota.requests())
                .with("tokens_used", quota.tokens());
    }
}
