package io.syncline.benchmarks.endtoend;

import io.syncline.benchmarks.Harness;
import io.syncline.benchmarks.Section;
import io.syncline.benchmarks.Size;
import io.syncline.benchmarks.Table;
import io.syncline.odoo.testserver.OdooWebhooks;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/**
 * How long after its commit a change of a model in Odoo is found by searches while another model is synced in full: by webhooks, by
 * webhooks of which some go wrong, and by probes alone.
 */
public final class SignalFreshness implements Harness {

    private static final long SEED = 20261130;

    /** Called by the list of harnesses. */
    public SignalFreshness() {}

    @Override
    public String name() {
        return "signal-freshness";
    }

    @Override
    public String purpose() {
        return "the time from a commit in Odoo to searchable, by webhooks and by probes, beside a full sync of another model";
    }

    @Override
    public List<String> jvmOptions() {
        return List.of("-Xmx2g", "-Dsun.net.httpserver.nodelay=true");
    }

    @Override
    public Section run(Size size) throws Exception {
        int records = size.of(200, 37_500);
        int changes = size.of(5, 500);
        Duration probe = Duration.ofSeconds(size.of(2, 30));
        Table table = new Table(
                "",
                "p50 in s",
                "p99 in s",
                "last in s",
                "lost",
                "webhooks answered in time",
                "full syncs of the other model");
        try (FreshnessWorld world = new FreshnessWorld(records)) {
            row(table, "by webhook", world.phase(changes, Optional.empty(), Optional.of(() -> OdooWebhooks.Fate.SENT)));
            row(
                    table,
                    "by webhook, 30 % of them wrong, and a probe each " + probe.toSeconds() + " s",
                    world.phase(changes, Optional.of(probe), Optional.of(fates())));
            row(
                    table,
                    "by a probe each " + probe.toSeconds() + " s alone",
                    world.phase(changes, Optional.of(probe), Optional.empty()));
        }
        return new Section(
                "From a commit in Odoo to searchable",
                changes + " changes, ten a second, of a model of " + records
                        + " records in an Odoo 17, which sends webhooks before the commit and waits for the answer, while another"
                        + " model of as many records is synced in full again and again, all of it embedded. An embedding call takes "
                        + FreshnessWorld.EMBED_MILLIS + " ms, and the service answers "
                        + FreshnessWorld.EMBED_CONCURRENCY
                        + " at a time; points and states are in one SQLite file. The settle time of a second is part of the time."
                        + " Webhooks that go wrong are dropped, sent twice, sent early or sent for a record that does not exist, "
                        + "in equal parts.\n\n" + table);
    }

    private static Supplier<OdooWebhooks.Fate> fates() {
        Random random = new Random(SEED);
        OdooWebhooks.Fate[] wrong = {
            OdooWebhooks.Fate.DROPPED,
            OdooWebhooks.Fate.DOUBLED,
            OdooWebhooks.Fate.EARLY,
            OdooWebhooks.Fate.OF_NO_RECORD_TOO
        };
        return () -> random.nextInt(10) < 3 ? wrong[random.nextInt(wrong.length)] : OdooWebhooks.Fate.SENT;
    }

    private static void row(Table table, String name, FreshnessWorld.Result result) {
        List<Double> seconds = result.seconds();
        Collections.sort(seconds);
        table.row(
                name,
                at(seconds, 0.5),
                at(seconds, 0.99),
                at(seconds, 1),
                (long) (result.changes() - seconds.size()),
                result.answered(),
                result.rounds());
    }

    private static double at(List<Double> sorted, double share) {
        return sorted.isEmpty() ? Double.NaN : sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }
}
