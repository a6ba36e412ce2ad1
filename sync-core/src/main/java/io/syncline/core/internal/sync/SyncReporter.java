package io.syncline.core.internal.sync;

import static io.syncline.core.internal.runtime.EngineLog.LOG;

import io.syncline.api.RunOutcome;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.api.SyncType;
import io.syncline.core.internal.lease.RunResult;
import io.syncline.core.internal.pipeline.PageProgress;
import io.syncline.core.internal.pipeline.RunCounters;
import io.syncline.core.internal.quota.EmbedWaits;
import io.syncline.core.internal.quota.Price;
import io.syncline.core.internal.run.SyncPlan;
import io.syncline.core.internal.runtime.StageClock;
import io.syncline.core.port.Ports;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers what a sync reports at its end. Confined to the loop. */
final class SyncReporter {

    private static final int NAMED_PROBLEMS = 100;

    private final SyncRequest request;
    private final Ports ports;
    private final RunCounters tally;
    private final StageClock clock;
    private final EmbedWaits waits;
    private final List<String> problems = new ArrayList<>();
    private @Nullable SyncPlan plan;
    private @Nullable RunStart start;
    private SyncType expected;
    private RunOutcome refusal = RunOutcome.FAILED;
    private long resting;

    /**
     * What a run counts.
     *
     * @param tally records, chunks, tokens
     * @param clock time in all and in the stages
     * @param waits time at the gate
     */
    record Figures(RunCounters tally, StageClock clock, EmbedWaits waits) {}

    SyncReporter(SyncRequest request, Ports ports, Figures figures) {
        this.request = request;
        this.ports = ports;
        this.tally = figures.tally();
        this.clock = figures.clock();
        this.waits = figures.waits();
        this.expected = request.forceFull() ? SyncType.FULL : SyncType.INCREMENTAL;
    }

    /** What the run is called should it end before it begins. */
    void expect(SyncType type) {
        expected = type;
    }

    void plan(SyncPlan made) {
        plan = made;
    }

    void start(RunStart made) {
        start = made;
        LOG.info(
                "{} of {} {}{}",
                made.checkpoint().type() == SyncType.FULL ? "Full sync" : "Incremental sync",
                request.model(),
                made.resumed() ? "goes on after record " + made.checkpoint().cursor() : "begins",
                made.checkpoint()
                        .changedSince()
                        .map(since -> ", reading changes since " + since)
                        .orElse(""));
        made.reason().ifPresent(reason -> LOG.warn("All records of {} are read: {}", request.model(), reason));
    }

    void fingerprintChanged() {
        refusal = RunOutcome.REFUSED_FINGERPRINT_CHANGED;
    }

    void tooCostly() {
        refusal = RunOutcome.REFUSED_BY_COST;
    }

    void resting(long records) {
        resting = records;
    }

    void problem(PageProgress.Problem problem) {
        LOG.warn("Record {} of {} failed: {}", problem.id(), request.model(), problem.reason());
        if (problems.size() < NAMED_PROBLEMS) {
            problems.add("Record " + problem.id() + ": " + problem.reason());
        }
    }

    /** Reports how the run has ended. */
    SyncReport report(RunResult end) {
        logEnd(end.outcome());
        SyncReport.Builder report = SyncReport.builder()
                .outcome(outcome(end.outcome()))
                .failure(end.failure())
                .blockedBy(end.blockedBy())
                .model(request.model())
                .syncType(type())
                .recordsEmbedded(tally.embedded())
                .recordsUnchanged(tally.unchanged())
                .recordsFailed(tally.failed())
                .chunksEmbedded(tally.chunks())
                .tokens(tally.tokens())
                .duration(clock.elapsed())
                .waitedForQuota(waits.forQuota())
                .paused(waits.paused())
                .errors(problems)
                .addAllErrors(end.errors());
        if (plan != null) {
            report.restrictedFields(plan.restrictedFields(ports.source()))
                    .addAllWarnings(plan.description().warnings())
                    .notes(plan.description().notes());
        }
        if (resting > 0) {
            report.addWarnings(resting + (resting == 1 ? " record" : " records") + " of " + request.model()
                    + " that failed several times rest until a later sync; 'failures' lists them");
        }
        if (start != null) {
            report.resumed(start.resumed());
            report.cost(Price.of(ports.embedder(), tally.tokens()));
            start.reason().ifPresent(reason -> addReason(report, reason));
        }
        return report.build();
    }

    private RunOutcome outcome(RunOutcome end) {
        return switch (end) {
            case COMPLETED -> tally.failed() == 0 ? RunOutcome.COMPLETED : RunOutcome.COMPLETED_WITH_FAILURES;
            case FAILED -> refusal;
            default -> end;
        };
    }

    private void logEnd(RunOutcome end) {
        if (end == RunOutcome.COMPLETED) {
            LOG.info(
                    "Sync of {} done: {} records processed, {} embedded, {} unchanged, {} failed; {}",
                    request.model(),
                    tally.processed(),
                    tally.embedded(),
                    tally.unchanged(),
                    tally.failed(),
                    clock);
        } else if (end == RunOutcome.CANCELLED) {
            LOG.info(
                    "Sync of {} cancelled after {} records; the next run goes on from there",
                    request.model(),
                    tally.processed());
        }
    }

    private void addReason(SyncReport.Builder report, String reason) {
        if (tally.processed() > 0) {
            report.addWarnings("All records of " + request.model() + " were read: " + reason);
        }
    }

    private SyncType type() {
        return start == null ? expected : start.checkpoint().type();
    }
}
