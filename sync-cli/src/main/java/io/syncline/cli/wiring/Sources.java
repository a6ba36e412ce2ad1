package io.syncline.cli.wiring;

import io.syncline.cli.config.SourceConfig;
import io.syncline.core.port.RecordSource;

final class Sources {

    private Sources() {}

    static RecordSource open(SourceConfig config) {
        return OdooSources.open((SourceConfig.Odoo) config);
    }
}
