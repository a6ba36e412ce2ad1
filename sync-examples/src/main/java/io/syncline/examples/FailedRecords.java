package io.syncline.examples;

import io.syncline.api.FailedRecord;
import io.syncline.api.ModelName;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.core.SyncEngine;
import io.syncline.core.port.record.Cursor;
import java.io.PrintStream;

/** Handles the report of a scheduled sync. */
final class FailedRecords {

    private final PrintStream out;

    FailedRecords(PrintStream out) {
        this.out = out;
    }

    void report(SyncEngine engine) {
        // region outcome
        SyncReport report = engine.sync(SyncRequest.of("res.partner"));
        switch (report.outcome()) {
            case COMPLETED -> out.println("in sync");
            case COMPLETED_WITH_FAILURES -> list(engine, report.model());
            case REFUSED_IN_PROGRESS -> out.println("another run is in progress: " + report.blockedBy());
            default -> report.errors().forEach(out::println); // the next run resumes where this one stopped
        }
        // endregion
    }

    private void list(SyncEngine engine, ModelName model) {
        // region failures
        for (FailedRecord failed : engine.failures(model, Cursor.START, 100)) {
            out.println(failed.id() + ": " + failed.reason() + " (" + failed.attempts() + " attempts)");
        }
        // endregion
    }
}
