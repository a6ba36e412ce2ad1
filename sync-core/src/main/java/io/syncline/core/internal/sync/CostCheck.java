package io.syncline.core.internal.sync;

import io.syncline.core.internal.run.Prices;
import io.syncline.core.port.Embedder;
import java.math.BigDecimal;
import java.util.Optional;

/** Compares the estimated cost of a sync with the limit of its request, before anything is embedded. */
final class CostCheck {

    private CostCheck() {}

    /**
     * Why the run must not start, or empty if it may.
     *
     * @param tokens estimated tokens
     * @param limit the most dollars
     */
    static Optional<String> objection(SyncTask task, Embedder embedder, long tokens, BigDecimal limit) {
        BigDecimal cost = Prices.of(embedder, tokens).orElse(null);
        if (cost != null && cost.compareTo(limit) <= 0) {
            return Optional.empty();
        }
        return Optional.of("Embedding about " + tokens + " tokens of "
                + task.request().model() + " would cost "
                + (cost == null ? "an unknown amount" : "$" + cost.toPlainString())
                + "; the limit is $" + limit.toPlainString() + ". "
                + (cost == null ? "Set the price of the embedder" : "Raise the limit, or choose fewer fields"));
    }
}
