package io.syncline.core.internal.sync;

import static io.syncline.core.internal.runtime.EngineLog.LOG;

import io.syncline.api.RunOutcome;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.api.SyncType;
import io.syncline.api.failure.SyncException;
import io.syncline.core.internal.run.LackedFields;
import io.syncline.core.internal.run.Prices;
import io.syncline.core.internal.run.RecordFailure;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.run.RunCounters;
import io.syncline.core.internal.run.RunResult;
import io.syncline.core.internal.run.SafeListener;
import io.syncline.core.internal.run.SyncPlan;
import io.syncline.core.internal.runtime.Advance;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Collects what a sync reports at its end. Confined to the loop. */
final class SyncReporter {

    private static final int NAMED_PROBLEMS = 100;

    private final RunContext run;
    private final SyncRequest request;
    private final ProgressReporter progress;
    private final List<String> problems = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final LackedFields lacks = new LackedFields();
    private @Nullable SyncPlan plan;
    private @Nullable RunStart start;
    private SyncType expected;
    private long postponed;
    private long deleted;
    private long hidden;
    private long touched;
    private boolean retriesAbandoned;

    SyncReporter(RunContext run, SyncRequest request, SafeListener listener) {
        this.run = run;
        this.request = request;
        this.progress = new ProgressReporter(run, listener);
        this.expected = request.forceFull() ? SyncType.FULL : SyncType.INCREMENTAL;
    }

    ProgressReporter progress() {
        return progress;
    }

    /** The type to report if the run ends before it is decided. */
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
                made.resumed() ? "resumes " + Advance.words(made.checkpoint().cursor()) : "begins",
                made.checkpoint()
                        .changedSince()
                        .map(since -> ", reading changes since " + since)
                        .orElse(""));
        made.reason().ifPresent(reason -> LOG.warn("All records of {} are read: {}", request.model(), reason));
    }

    /** Adds a warning. */
    void warn(String warning) {
        LOG.warn("{}", warning);
        warnings.add(warning);
    }

    /** Records whose retry is left to later runs. */
    void postponed(long records) {
        postponed = records;
    }

    /** Records that were touched and that the source no longer has: how many were deleted, and how many hidden. */
    void removed(long records, long quarantined) {
        deleted = records;
        hidden = quarantined;
    }

    /** Touched records that a later run reads. */
    void touchedLeft(long records) {
        touched = records;
    }

    /** The failed records could not all be attempted again. */
    void retriesAbandoned(SyncException failure) {
        retriesAbandoned = true;
        warn("Retrying the failed records of " + request.model() + " ended early, and the next run does it: "
                + failure.getMessage());
    }

    void failed(RecordFailure failure) {
        run.warnings()
                .warn(
                        failure.id(),
                        "Record " + failure.id() + " of " + request.model() + " failed: " + failure.reason());
        name(failure);
    }

    void incomplete(RecordFailure lack) {
        if (lacks.isAmongTheFirst(lack)) {
            LOG.warn("Record {} of {} is {}", lack.id(), request.model(), lack.reason());
            name(lack);
        }
    }

    private void name(RecordFailure failure) {
        if (problems.size() < NAMED_PROBLEMS) {
            problems.add("Record " + failure.id() + ": " + failure.reason());
        }
    }

    /** Makes the report of a run that has ended. */
    SyncReport report(RunResult result) {
        RunCounters counters = run.counters();
        lacks.rest().forEach(rest -> LOG.warn("{}: {}", request.model(), rest));
        logEnd(result.outcome());
        SyncReport.Builder report = SyncReport.builder()
                .outcome(outcome(result.outcome()))
                .failure(result.failure())
                .blockedBy(result.blockedBy())
                .model(request.model())
                .syncType(type())
                .recordsEmbedded(counters.embedded())
                .recordsUnchanged(counters.unchanged())
                .recordsEmpty(counters.empty())
                .recordsFailed(counters.failed())
                .recordsDeleted(deleted)
                .recordsQuarantined(hidden)
                .recordsTouched(touched)
                .recordsIncomplete(counters.incomplete())
                .chunksEmbedded(counters.chunks())
                .tokens(counters.tokens())
                .duration(run.clock().elapsed())
                .waitedForQuota(run.waits().forQuota())
                .paused(run.waits().paused())
                .errors(allErrors(result));
        addWarnings(report, result);
        return report.build();
    }

    private List<String> allErrors(RunResult result) {
        return Stream.of(problems, lacks.rest(), result.errors())
                .flatMap(List::stream)
                .toList();
    }

    private void addWarnings(SyncReport.Builder report, RunResult result) {
        if (plan != null) {
            report.restrictedFields(plan.restrictedFields(run.ports().source()))
                    .warnings(plan.description().warnings())
                    .notes(plan.description().notes());
        }
        warnings.forEach(report::addWarnings);
        if (postponed > 0) {
            report.addWarnings(postponed + (postponed == 1 ? " record" : " records") + " of " + request.model()
                    + " failed several times, and the next attempt is postponed; 'failures' lists them");
        }
        if (start != null) {
            report.resumed(start.resumed());
            report.cost(Prices.of(run.ports().embedder(), run.counters().tokens()));
            if (result.isCompleted() && request.testLimit().isEmpty()) {
                report.watermark(start.checkpoint().sourceStart());
            }
            start.reason().ifPresent(reason -> addReason(report, result, reason));
        }
    }

    private RunOutcome outcome(RunOutcome end) {
        RunCounters counters = run.counters();
        boolean failures = counters.failed() + counters.incomplete() > 0 || retriesAbandoned;
        return end == RunOutcome.COMPLETED && failures ? RunOutcome.COMPLETED_WITH_FAILURES : end;
    }

    private void logEnd(RunOutcome end) {
        RunCounters counters = run.counters();
        if (end == RunOutcome.COMPLETED) {
            LOG.info(
                    "Sync of {} done: {} records processed, {} embedded, {} unchanged, {} failed, {} incomplete; {}",
                    request.model(),
                    counters.processed(),
                    counters.embedded(),
                    counters.unchanged(),
                    counters.failed(),
                    counters.incomplete(),
                    run.clock());
        } else if (end == RunOutcome.CANCELLED) {
            LOG.info(
                    "Sync of {} cancelled after {} records; the next run resumes there",
                    request.model(),
                    counters.processed());
        }
    }

    private void addReason(SyncReport.Builder report, RunResult result, String reason) {
        if (run.counters().processed() > 0 || result.isCompleted()) {
            report.addWarnings("All records of " + request.model() + " were read: " + reason);
        }
    }

    private SyncType type() {
        return start == null ? expected : start.checkpoint().type();
    }
}
