package io.syncline.flink.job;

import io.syncline.core.SyncEngine;
import java.io.Serializable;

/**
 * Builds the engine of a process of the cluster: once on the JobManager and once on each TaskManager. It is part of the job graph,
 * so it must not hold secrets: name environment variables or files that hold them, and read these when it is called.
 */
@FunctionalInterface
public interface EngineProvider extends Serializable {

    /**
     * Builds an engine and its adapters.
     *
     * @return the engine, with what is to be closed after it
     * @throws io.syncline.api.failure.SyncException if it cannot be built; the job fails with its message
     */
    ProvidedEngine open();

    /**
     * Builds the engine of a worker, the same one by default. The coordinator of the job may still be opening its own.
     *
     * @return the engine, with what is to be closed after it
     * @throws io.syncline.api.failure.SyncException if it cannot be built; the job fails with its message
     */
    default ProvidedEngine openWorker() {
        return open();
    }

    /**
     * An engine and its adapters.
     *
     * @param engine the engine
     * @param closeAdapters closes what the engine does not close, after it
     */
    record ProvidedEngine(SyncEngine engine, Runnable closeAdapters) implements AutoCloseable {

        @Override
        public void close() {
            try {
                engine.close();
            } finally {
                closeAdapters.run();
            }
        }
    }
}
