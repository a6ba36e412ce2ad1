package io.syncline.core.internal.sync;

import io.syncline.api.SyncRequest;
import io.syncline.api.failure.SetupException;
import io.syncline.core.internal.quota.Price;
import io.syncline.core.port.Ports;
import java.math.BigDecimal;
import java.util.concurrent.CompletableFuture;

/** Looks at the price before anything is bought. Confined to the loop. */
final class CostCheck {

    private CostCheck() {}

    /** Completes if the run costs no more than was allowed, which takes a survey unless anything is. */
    static CompletableFuture<Void> check(SyncRequest request, SyncSession session, Ports ports, SyncReporter reporter) {
        if (request.maxCost().isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        BigDecimal most = request.maxCost().get();
        return session.survey().thenAccept(survey -> {
            BigDecimal cost = Price.of(ports.embedder(), survey.tokens()).orElse(null);
            if (cost == null || cost.compareTo(most) > 0) {
                reporter.tooCostly();
                throw new SetupException("Embedding about " + survey.tokens() + " tokens of " + request.model()
                        + " would cost " + (cost == null ? "an amount that is not known" : "$" + cost.toPlainString())
                        + "; at most $" + most.toPlainString() + " are allowed. "
                        + (cost == null ? "Set the price of the embedder" : "Allow more, or choose fewer fields"));
            }
        });
    }
}
