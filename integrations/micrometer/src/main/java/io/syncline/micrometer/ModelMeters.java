package io.syncline.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.syncline.api.CleanupReport;
import io.syncline.api.EmbeddingCall;
import io.syncline.api.ModelName;
import io.syncline.api.ModelStatus;
import io.syncline.api.RunOutcome;
import io.syncline.api.RunPause;
import io.syncline.api.StageTiming;
import io.syncline.api.SyncReport;
import io.syncline.api.VerifyReport;
import io.syncline.api.failure.LostRaceException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** The counters and timers of a model, and its gauges. Thread-safe. */
final class ModelMeters {

    private static final String RUN = "syncline.run";
    private static final String RECORDS = "syncline.records";
    private static final Duration[] OBJECTIVES = {
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5),
        Duration.ofMinutes(15),
        Duration.ofHours(1)
    };

    private final MeterRegistry registry;
    private final Tags tags;
    private final ModelGauges gauges;
    private final LastFailures failures;

    ModelMeters(MeterRegistry registry, String source, ModelName model) {
        this.registry = registry;
        this.tags = Tags.of("source", source, "model", model.value());
        this.gauges = new ModelGauges(registry, tags);
        this.failures = new LastFailures(registry, tags);
    }

    ModelGauges gauges() {
        return gauges;
    }

    void show(ModelStatus status) {
        gauges.show(status);
        status.lastRun().ifPresent(failures::show);
    }

    void stage(StageTiming timing) {
        Timer.builder("syncline.stage")
                .description("Successful calls of a stage")
                .tags(tags.and("stage", lower(timing.stage())))
                .register(registry)
                .record(timing.endedAfter().minus(timing.startedAfter()));
    }

    void embedded(EmbeddingCall call) {
        Tags of = tags.and("embedder", call.embedder());
        String outcome = call.failure().isEmpty() ? "success" : "failure";
        count(
                Counter.builder("syncline.embedding.requests")
                        .description("Calls of the embedder")
                        .baseUnit("requests")
                        .tags(of.and("outcome", outcome)),
                1);
        count(
                Counter.builder("syncline.embedding.tokens")
                        .description("Tokens that the embedder counted")
                        .baseUnit("tokens")
                        .tags(of),
                (double) call.tokens());
    }

    void paused(RunPause pause) {
        gauges.paused(lower(pause.party()), lower(pause.reason()));
    }

    void resumed() {
        gauges.resumed();
    }

    void ended() {
        gauges.ended();
    }

    void finished(SyncReport report) {
        gauges.ended();
        run(lower(report.syncType()), report.outcome(), report.duration());
        failures.ended("sync", report.outcome());
        records("embedded", report.recordsEmbedded());
        records("unchanged", report.recordsUnchanged());
        records("empty", report.recordsEmpty());
        records("failed", report.recordsFailed());
        records("deleted", report.recordsDeleted());
        records("quarantined", report.recordsQuarantined());
        count(
                Counter.builder("syncline.embedding.cost")
                        .description("Price of the tokens by the configured prices")
                        .baseUnit("usd")
                        .tags(tags),
                report.cost().map(BigDecimal::doubleValue).orElse(0.0));
        Timer.builder("syncline.quota.wait")
                .description("Time that runs waited for admission within the quota")
                .tags(tags)
                .register(registry)
                .record(report.waitedForQuota());
        lost(report.failure());
        if (isSuccess(report.outcome())) {
            gauges.succeeded("sync");
            report.watermark().ifPresent(gauges::watermark);
        }
    }

    void finished(CleanupReport report) {
        run("cleanup", report.outcome(), report.duration());
        failures.ended("cleanup", report.outcome());
        records("deleted", report.recordsDeleted());
        records("quarantined", report.recordsQuarantined());
        lost(report.failure());
        if (isSuccess(report.outcome()) && !report.dryRun()) {
            gauges.succeeded("cleanup");
        }
    }

    void finished(VerifyReport report) {
        run("verify", report.outcome(), report.duration());
        failures.ended("verify", report.outcome());
        lost(report.failure());
        if (isSuccess(report.outcome())) {
            gauges.succeeded("verify");
        }
    }

    private static boolean isSuccess(RunOutcome outcome) {
        return outcome == RunOutcome.COMPLETED || outcome == RunOutcome.COMPLETED_WITH_FAILURES;
    }

    private void run(String type, RunOutcome outcome, Duration duration) {
        Timer.builder(RUN)
                .description("Runs that ended or were refused")
                .tags(tags.and("type", type).and("outcome", lower(outcome)))
                .serviceLevelObjectives(OBJECTIVES)
                .register(registry)
                .record(duration);
    }

    private void records(String outcome, long count) {
        count(
                Counter.builder(RECORDS)
                        .description("Records that runs processed")
                        .baseUnit("records")
                        .tags(tags.and(Tag.of("outcome", outcome))),
                (double) count);
    }

    private void lost(Optional<? extends Exception> failure) {
        boolean lost = failure.filter(LostRaceException.class::isInstance).isPresent();
        count(
                Counter.builder("syncline.lease.lost")
                        .description("Runs that ended since another one had taken over")
                        .baseUnit("runs")
                        .tags(tags),
                lost ? 1 : 0);
    }

    private void count(Counter.Builder counter, double amount) {
        counter.register(registry).increment(amount);
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
