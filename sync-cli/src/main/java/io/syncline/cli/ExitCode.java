package io.syncline.cli;

import io.syncline.api.CleanupReport;
import io.syncline.api.RunOutcome;
import io.syncline.api.SyncReport;
import io.syncline.api.VerifyReport;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The exit statuses of all commands. */
final class ExitCode {

    static final int SUCCESS = 0;
    static final int FAILED = 1;
    /** A person has to change the command line, the configuration or the systems that it names first. */
    static final int USAGE = 2;

    static final int IN_PROGRESS = 3;
    static final int SOME_RECORDS_FAILED = 4;
    static final int REFUSED_BY_GUARD = 5;
    static final int OUT_OF_SYNC = 6;

    private static final List<Integer> WORST_FIRST =
            List.of(USAGE, FAILED, REFUSED_BY_GUARD, OUT_OF_SYNC, SOME_RECORDS_FAILED, IN_PROGRESS);

    /** The statuses as the help of each command lists them, in at most 80 columns. */
    static final Map<String, String> DESCRIPTIONS = descriptions();

    private ExitCode() {}

    private static Map<String, String> descriptions() {
        Map<String, String> descriptions = new LinkedHashMap<>();
        descriptions.put("0", "success");
        descriptions.put("1", "failed, or stopped on request; a sync resumes when run again");
        descriptions.put("2", "usage, configuration, access, changed settings, cost limit: fix first");
        descriptions.put("3", "refused: another run of the model is in progress");
        descriptions.put("4", "completed, but some records failed or are incomplete");
        descriptions.put("5", "refused by the deletion guard");
        descriptions.put("6", "verified: source and vector database are out of sync");
        return Collections.unmodifiableMap(descriptions);
    }

    /**
     * The status of several runs: what needs a person counts most, a run that another one does meanwhile least.
     *
     * @param statuses the statuses of the runs
     * @return the worst of them
     */
    static int worst(Collection<Integer> statuses) {
        return WORST_FIRST.stream().filter(statuses::contains).findFirst().orElse(SUCCESS);
    }

    static int of(SyncReport report) {
        return of(report.outcome(), report.failure());
    }

    static int of(CleanupReport report) {
        return of(report.outcome(), report.failure());
    }

    static int of(VerifyReport report) {
        boolean differs = report.outcome() == RunOutcome.COMPLETED && !report.inSync();
        return differs ? OUT_OF_SYNC : of(report.outcome(), report.failure());
    }

    private static int of(RunOutcome outcome, Optional<SyncException> failure) {
        return switch (outcome) {
            case COMPLETED -> SUCCESS;
            case COMPLETED_WITH_FAILURES -> SOME_RECORDS_FAILED;
            case REFUSED_IN_PROGRESS -> IN_PROGRESS;
            case REFUSED_FINGERPRINT_CHANGED, REFUSED_BY_COST, REFUSED_DUPLICATE_SOURCE -> USAGE;
            case REFUSED_BY_GUARD -> REFUSED_BY_GUARD;
            case CANCELLED -> FAILED;
            case FAILED -> failure.map(ExitCode::of).orElse(FAILED);
        };
    }

    static int of(SyncException failure) {
        return failure instanceof SetupException ? USAGE : FAILED;
    }
}
