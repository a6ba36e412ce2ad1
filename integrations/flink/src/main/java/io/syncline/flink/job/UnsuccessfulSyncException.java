package io.syncline.flink.job;

import io.syncline.api.SyncReport;
import org.apache.flink.util.FlinkException;
import org.jspecify.annotations.Nullable;

/** Why a job failed: its sync ended without success. The message of the cause says more, for programs. */
public final class UnsuccessfulSyncException extends FlinkException {

    private static final long serialVersionUID = 1L;

    /**
     * A failure of a job.
     *
     * @param ended how the sync ended
     * @param details JSON in one line: {@code report}, as of {@code syncline sync --json}, and if the sync failed
     *     {@code setup_failure}, whether a person has to change something first
     */
    public UnsuccessfulSyncException(SyncReport ended, String details) {
        super(
                "The sync of " + ended.model() + " ended as " + ended.outcome() + ": "
                        + String.join("; ", ended.errors()),
                new Report(details, ended.failure().orElse(null)));
    }

    /** Carries a report, since an exception is all that Flink keeps of a job that failed. */
    public static final class Report extends FlinkException {

        private static final long serialVersionUID = 1L;

        Report(String details, @Nullable Throwable cause) {
            super(details, cause);
        }
    }
}
