package io.syncline.mcp;

import io.syncline.core.SyncEngine;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Opens the engine with the first use: to open a model or a database takes longer than a client waits to connect. Thread-safe. */
final class LazyEngine implements Supplier<SyncEngine> {

    private final Supplier<SyncEngine> opener;
    private @Nullable SyncEngine engine;

    LazyEngine(Supplier<SyncEngine> opener) {
        this.opener = opener;
    }

    @Override
    public synchronized SyncEngine get() {
        SyncEngine open = engine;
        if (open == null) {
            open = opener.get();
            engine = open;
        }
        return open;
    }
}
