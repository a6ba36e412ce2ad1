package io.syncline.service.run;

import io.syncline.api.CleanupReport;
import io.syncline.api.PlanReport;
import io.syncline.api.RunOutcome;
import io.syncline.api.SyncReport;
import io.syncline.api.VerifyReport;

/** How a run ended. Immutable. */
public sealed interface EndedRun {

    /** How it ended, in a word. */
    RunOutcome outcome();

    /** A sync. */
    record Synced(SyncReport report) implements EndedRun {

        @Override
        public RunOutcome outcome() {
            return report.outcome();
        }
    }

    /** A cleanup. */
    record CleanedUp(CleanupReport report) implements EndedRun {

        @Override
        public RunOutcome outcome() {
            return report.outcome();
        }
    }

    /** A comparison. */
    record Compared(VerifyReport report) implements EndedRun {

        @Override
        public RunOutcome outcome() {
            return report.outcome();
        }
    }

    /** A plan. */
    record Planned(PlanReport report) implements EndedRun {

        @Override
        public RunOutcome outcome() {
            return RunOutcome.COMPLETED;
        }
    }

    /**
     * A run without a report, since its work threw or was cancelled before.
     *
     * @param problem why, for people
     */
    record Unreported(RunOutcome outcome, String problem) implements EndedRun {}
}
