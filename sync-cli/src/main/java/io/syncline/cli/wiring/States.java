package io.syncline.cli.wiring;

import io.syncline.cli.config.StateConfig;
import io.syncline.core.port.MetadataStore;

final class States {

    private States() {}

    static MetadataStore open(StateConfig config) {
        if (config instanceof StateConfig.Sqlite sqlite) {
            return SqliteFiles.of(sqlite.path()).metadataStore();
        }
        return config instanceof StateConfig.Jdbc jdbc
                ? JdbcStates.open(jdbc)
                : FileStates.open(((StateConfig.File) config).path());
    }
}
