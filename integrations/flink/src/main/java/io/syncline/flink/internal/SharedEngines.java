package io.syncline.flink.internal;

import io.syncline.core.SyncEngine;
import io.syncline.flink.job.EngineProvider;
import java.util.HashMap;
import java.util.Map;

/**
 * The engines of the readers of this process. Readers of one source share one, so that together they keep the limits of the embedding
 * service, of which the engine's admission knows. Flink creates a reader per slot and tells none of the others, so this is the one
 * place that belongs to the process. Thread-safe.
 */
final class SharedEngines {

    static final SharedEngines OF_PROCESS = new SharedEngines();

    private final Map<String, Shared> engines = new HashMap<>();

    private static final class Shared {
        private final EngineProvider.ProvidedEngine provided;
        private int users;

        Shared(EngineProvider.ProvidedEngine provided) {
            this.provided = provided;
        }
    }

    /** Opens the engine of a source, or takes the one that is open. Blocks. */
    synchronized SyncEngine acquire(String source, EngineProvider provider) {
        Shared shared =
                engines.computeIfAbsent(source, any -> new Shared(JdbcDrivers.OF_JOB.open(provider::openWorker)));
        shared.users++;
        return shared.provided.engine();
    }

    /** Closes the engine of a source with its last reader. Blocks. */
    synchronized void release(String source) {
        Shared shared = engines.get(source);
        if (shared != null && --shared.users == 0) {
            engines.remove(source);
            shared.provided.close();
        }
    }
}
