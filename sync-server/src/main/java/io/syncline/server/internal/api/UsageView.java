package io.syncline.server.internal.api;

import io.syncline.server.Usage;
import io.syncline.server.internal.view.View;

/** What was used of the embedder. */
public final class UsageView {

    private UsageView() {}

    /** A month. */
    public static View of(Usage.Month month) {
        return new View()
                .with("month", month.month().toString())
                .with("requests", month.requests())
                .with("tokens", month.tokens())
                .with("cost_usd", month.cost())
                .with("quota", null);
    }
}
