package io.syncline.flink.program;

import io.syncline.cli.config.Config;
import io.syncline.cli.config.ConfigReader;
import io.syncline.cli.config.ConfigText;
import java.io.Serializable;
import java.nio.file.Path;

/** A configuration that each process of a cluster reads, with the variables of that process. It is part of the job, without secrets. */
sealed interface JobConfig extends Serializable {

    Config read();

    /**
     * A configuration that was sent with the job.
     *
     * @param text the configuration
     */
    record Sent(ConfigText text) implements JobConfig {

        @Override
        public Config read() {
            return ConfigReader.read(text, System.getenv());
        }
    }

    /**
     * A configuration file that each machine has.
     *
     * @param file its absolute path
     */
    record OnEachMachine(String file) implements JobConfig {

        @Override
        public Config read() {
            return ConfigReader.read(Path.of("").toAbsolutePath(), Path.of(file), System.getenv());
        }
    }
}
