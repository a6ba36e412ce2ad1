package io.syncline.spring.boot;

import io.syncline.core.adapter.AdapterKind;
import io.syncline.core.port.MetadataStore;
import io.syncline.jdbc.JdbcMetadataStore;
import javax.sql.DataSource;

/** The state in the database of the application, in a schema of its own. Loaded only if syncline-jdbc is there. */
final class SharedDataSource {

    /** Apart from the tables of the application, which Flyway and Liquibase want to find alone. */
    static final String SCHEMA = "syncline";

    private SharedDataSource() {}

    static MetadataStore store(DataSource source, SynclineSetup setup) {
        return JdbcMetadataStore.builder()
                .dataSource(source)
                .schema(setup.text(AdapterKind.STATE, "schema").orElse(SCHEMA))
                .createTables(setup.text(AdapterKind.STATE, "create-tables")
                        .map(Boolean::valueOf)
                        .orElse(true))
                .build();
    }
}
