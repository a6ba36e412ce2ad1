package io.syncline.flink.program;

import io.syncline.api.SyncListener;
import io.syncline.cli.config.ConfigReader;
import io.syncline.cli.wiring.OpenEngine;
import io.syncline.flink.job.EngineProvider;
import java.nio.file.Path;

/**
 * An engine of a configuration file that each machine of the cluster has.
 *
 * @param file its absolute path
 */
record FileEngine(String file) implements EngineProvider {

    @Override
    public ProvidedEngine open() {
        OpenEngine open = OpenEngine.of(
                ConfigReader.read(Path.of("").toAbsolutePath(), Path.of(file), System.getenv()), SyncListener.NONE);
        return new ProvidedEngine(open.engine(), open::close);
    }
}
