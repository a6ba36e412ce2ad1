package io.syncline.cli;

import io.syncline.api.PlanReport;
import io.syncline.api.SyncType;
import io.syncline.api.json.JsonForm;
import io.syncline.cli.output.Json;
import io.syncline.cli.output.Text;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Plans and prices as JSON and as lines. */
final class Plans {

    private static final int CENTS = 2;
    private static final BigDecimal CENT = new BigDecimal("0.01");

    private Plans() {}

    static Json json(PlanReport plan) {
        return new Json().with(JsonForm.PLAN_REPORT, plan);
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
