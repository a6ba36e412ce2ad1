package io.syncline.flink.program;

import io.syncline.api.SyncListener;
import io.syncline.cli.wiring.OpenEngine;
import io.syncline.flink.job.EngineProvider;

/**
 * The engines of a sync.
 *
 * @param config their configuration
 */
record SyncEngines(JobConfig config) implements EngineProvider {

    @Override
    public ProvidedEngine open() {
        OpenEngine open = OpenEngine.of(config.read(), SyncListener.NONE);
        return new ProvidedEngine(open.engine(), open::close);
    }
}
