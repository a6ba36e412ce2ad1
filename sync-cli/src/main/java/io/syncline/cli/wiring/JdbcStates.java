package io.syncline.cli.wiring;

import io.syncline.cli.config.StateConfig;
import io.syncline.core.port.MetadataStore;

final class JdbcStates {

    private JdbcStates() {}

    static MetadataStore open(StateConfig.Jdbc config) {
        throw new IllegalArgumentException("the state store jdbc is not part of this build");
    }
}
