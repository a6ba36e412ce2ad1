package io.syncline.cli;

import io.syncline.api.PlanReport;
import io.syncline.api.SyncType;
import io.syncline.cli.output.Json;
import io.syncline.cli.output.Text;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Plans and prices as JSON and as lines. */
final class Plans {

    private static final int CENTS = 2;
    private static final BigDecimal CENT = new BigDecimal("0.01");

    private Plans() {}

    static Json json(PlanReport plan) {
        return new Json()
                .with("model_name", plan.model())
                .with("sync_type", Reports.lower(plan.syncType()))
                .with("resumed", plan.resumed())
                .with("records_read", plan.recordsRead())
                .with("records_to_embed", plan.recordsToEmbed())
                .with("records_unchanged", plan.recordsUnchanged())
                .with("records_empty", plan.recordsEmpty())
                .with("records_failing", plan.recordsFailing())
                .with("chunks", plan.chunks())
                .with("requests", plan.requests())
                .with("tokens", plan.tokens())
                .with("cost_usd", usd(plan.cost()))
                .with(
                        "quota_ms",
                        plan.timeAtQuota().map(time -> time.toMillis()).orElse(null))
                .with("warnings", plan.warnings());
    }

    static List<String> lines(PlanReport plan) {
        List<String> lines = new ArrayList<>();
        String kind = plan.syncType() == SyncType.FULL ? "full sync" : "incremental sync";
        lines.add(plan.model() + ": " + kind + (plan.resumed() ? ", resuming an unfinished one" : ""));
        lines.add("  " + Text.count(plan.recordsRead(), "record") + " to read: " + Text.number(plan.recordsToEmbed())
                + " to embed, " + Text.number(plan.recordsUnchanged()) + " unchanged, "
                + Reports.empty(plan.recordsEmpty()) + Text.number(plan.recordsFailing()) + " failing");
        lines.add("  " + Text.count(plan.chunks(), "chunk") + ", about " + Text.count(plan.tokens(), "token") + ", "
                + Text.count(plan.requests(), "request"));
        lines.add("  price: " + plan.cost().map(Plans::dollars).orElse("unknown; set 'price-per-million-tokens'"));
        plan.timeAtQuota().ifPresent(time -> lines.add("  time under the quota: " + Text.duration(time)));
        return lines;
    }

    static @Nullable Double usd(Optional<BigDecimal> cost) {
        return cost.map(BigDecimal::doubleValue).orElse(null);
    }

    /** Rounded to cents; smaller amounts are named as such. */
    static String dollars(BigDecimal amount) {
        if (amount.signum() == 0) {
            return "nothing";
        }
        return amount.compareTo(CENT) < 0
                ? "less than $0.01"
                : "$" + amount.setScale(CENTS, RoundingMode.HALF_UP).toPlainString();
    }
}
