package io.syncline.flink.program;

import io.syncline.api.SyncListener;
import io.syncline.cli.config.ConfigReader;
import io.syncline.cli.config.ConfigText;
import io.syncline.cli.wiring.OpenEngine;
import io.syncline.flink.job.EngineProvider;

/**
 * An engine of a configuration that is part of the job, without secrets.
 *
 * @param text the configuration
 */
record TextEngine(ConfigText text) implements EngineProvider {

    @Override
    public ProvidedEngine open() {
        OpenEngine open = OpenEngine.of(ConfigReader.read(text, System.getenv()), SyncListener.NONE);
        return new ProvidedEngine(open.engine(), open::close);
    }
}
