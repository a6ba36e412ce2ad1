package io.syncline.service.memory;

import io.syncline.api.CleanupReport;
import io.syncline.api.RunOutcome;
import io.syncline.api.SyncReport;
import io.syncline.api.VerifyReport;
import io.syncline.service.run.EndedRun;
import io.syncline.service.run.TrackedRun;
import io.syncline.service.run.WorkKind;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * How a run went, for charts and lists. Immutable.
 *
 * @param id its name
 * @param embedded the records that it embedded and stored, or repaired
 * @param deleted the records that it deleted
 * @param hidden the records that it put in quarantine
 * @param failed the records that failed
 * @param problem why it failed or was refused, for people, on one line and cut if it is long; empty if nothing went wrong
 */
public record RunRecord(
        String id,
        WorkKind kind,
        RunOutcome outcome,
        Instant startedAt,
        Duration duration,
        long embedded,
        long deleted,
        long hidden,
        long failed,
        Optional<String> problem) {

    private static final int LONGEST_PROBLEM = 300;

    /** Shortens the problem, and counts whole milliseconds. */
    public RunRecord {
        problem = problem.map(RunRecord::shortened).filter(text -> !text.isEmpty());
        duration = duration.truncatedTo(ChronoUnit.MILLIS);
    }

    /** A run that ended. */
    public static RunRecord of(TrackedRun run, EndedRun end) {
        if (end instanceof EndedRun.Synced synced) {
            SyncReport report = synced.report();
            Changes changes = new Changes(
                    report.recordsEmbedded(),
                    report.recordsDeleted(),
                    report.recordsQuarantined(),
                    report.recordsFailed());
            return of(run, end, report.errors(), changes);
        }
        if (end instanceof EndedRun.CleanedUp cleanedUp) {
            CleanupReport report = cleanedUp.report();
            Changes changes = new Changes(0, report.recordsDeleted(), report.recordsQuarantined(), 0);
            return of(run, end, report.errors(), changes);
        }
        if (end instanceof EndedRun.Compared compared) {
            VerifyReport report = compared.report();
            return of(run, end, report.errors(), new Changes(report.recordsRepaired(), 0, 0, 0));
        }
        List<String> problems =
                end instanceof EndedRun.Unreported unreported ? List.of(unreported.problem()) : List.of();
        return of(run, end, problems, Changes.NONE);
    }

    /** How many records a run did what with. */
    private record Changes(long embedded, long deleted, long hidden, long failed) {

        static final Changes NONE = new Changes(0, 0, 0, 0);
    }

    private static RunRecord of(TrackedRun run, EndedRun end, List<String> problems, Changes changes) {
        return new RunRecord(
                run.id(),
                run.descriptor().kind(),
                end.outcome(),
                run.startedAt(),
                run.elapsed(),
                changes.embedded(),
                changes.deleted(),
                changes.hidden(),
                changes.failed(),
                problems.stream().findFirst());
    }

    /** Whether it completed and had nothing to do. */
    boolean isIdle() {
        return outcome == RunOutcome.COMPLETED && embedded + deleted + hidden + failed == 0;
    }

    private static String shortened(String text) {
        String line =
                text.replaceAll("[\\s\\p{Cntrl}\\x85\\u2028\\u2029]+", " ").strip();
        return line.codePointCount(0, line.length()) <= LONGEST_PROBLEM
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_PROBLEM)) + "…";
    }
}
