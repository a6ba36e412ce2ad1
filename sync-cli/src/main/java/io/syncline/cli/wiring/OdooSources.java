package io.syncline.cli.wiring;

import io.syncline.cli.config.SourceConfig;
import io.syncline.core.port.RecordSource;
import io.syncline.odoo.OdooRecordSource;
import io.syncline.odoo.OdooRecordSourceBuilder;

final class OdooSources {

    private OdooSources() {}

    static RecordSource open(SourceConfig.Odoo config) {
        OdooRecordSourceBuilder builder = OdooRecordSource.builder()
                .url(config.url())
                .database(config.database())
                .username(config.username());
        config.language().ifPresent(builder::language);
        String secret = config.credential().reveal();
        return (config.apiKey() ? builder.apiKey(secret) : builder.password(secret)).build();
    }
}
