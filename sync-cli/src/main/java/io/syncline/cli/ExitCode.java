package io.syncline.cli;

import io.syncline.api.CleanupReport;
import io.syncline.api.RunOutcome;
import io.syncline.api.SyncReport;
import io.syncline.api.VerifyReport;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;
import java.util.Optional;

/** What a command tells its caller. */
final class ExitCode {

    static final int SUCCESS = 0;
    static final int FAILED = 1;
    /** Nothing can work until a person changes the command line, the configuration or the systems it names. */
    static final int USAGE = 2;

    static final int IN_PROGRESS = 3;
    static final int SOME_RECORDS_FAILED = 4;
    static final int REFUSED_BY_GUARD = 5;
    static final int NOT_IN_STEP = 6;

    private ExitCode() {}

    static int of(SyncReport report) {
        return of(report.outcome(), report.failure());
    }

    static int of(CleanupReport report) {
        return of(report.outcome(), report.failure());
    }

    static int of(VerifyReport report) {
        boolean differs = report.outcome() == RunOutcome.COMPLETED && !report.inStep();
        return differs ? NOT_IN_STEP : of(report.outcome(), report.failure());
    }

    private static int of(RunOutcome outcome, Optional<SyncException> failure) {
        return switch (outcome) {
            case COMPLETED -> SUCCESS;
            case COMPLETED_WITH_FAILURES -> SOME_RECORDS_FAILED;
            case REFUSED_IN_PROGRESS -> IN_PROGRESS;
            case REFUSED_FINGERPRINT_CHANGED, REFUSED_BY_COST -> USAGE;
            case REFUSED_BY_GUARD -> REFUSED_BY_GUARD;
            case CANCELLED -> FAILED;
            case FAILED -> failure.map(ExitCode::of).orElse(FAILED);
        };
    }

    static int of(SyncException failure) {
        return failure instanceof SetupException ? USAGE : FAILED;
    }
}
