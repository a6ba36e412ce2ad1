package io.syncline.examples;

import io.syncline.api.ModelName;
import io.syncline.api.SyncRequest;
import io.syncline.core.SignalRelay;
import io.syncline.core.SyncEngine;
import io.syncline.core.port.SignallingSource;
import java.io.PrintStream;

/** Syncs records as soon as their database reports that they were written. */
final class DatabaseSignals {

    private final PrintStream out;

    DatabaseSignals(PrintStream out) {
        this.out = out;
    }

    void follow(SyncEngine engine, SignallingSource source) {
        // region relay
        try (SignalRelay relay = new SignalRelay(engine, source.signals().orElseThrow(), out::println)) {
            while (!Thread.currentThread().isInterrupted()) {
                for (ModelName model : relay.next()) { // waits
                    engine.sync(SyncRequest.of(model.value()));
                }
            }
        }
        // endregion
    }
}
