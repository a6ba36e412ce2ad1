package io.syncline.examples;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.core.SyncEngine;
import java.io.PrintStream;
import java.util.Collection;

/** Passes on what another system says about its records. */
final class RecordSignals {

    private final PrintStream out;

    RecordSignals(PrintStream out) {
        this.out = out;
    }

    void changed(SyncEngine engine, ModelName model, Collection<RecordId> ids) {
        // region touch
        engine.touch(model, ids); // durable when it returns
        SyncReport report = engine.sync(SyncRequest.of(model.value())); // or whenever the next one is due
        out.println(report.recordsEmbedded() + " stored, " + report.recordsDeleted() + " deleted");
        // endregion
    }
}
