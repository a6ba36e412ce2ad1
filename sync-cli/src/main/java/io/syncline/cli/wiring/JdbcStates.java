package io.syncline.cli.wiring;

import io.syncline.cli.config.StateConfig;
import io.syncline.core.port.MetadataStore;
import io.syncline.jdbc.JdbcMetadataStore;
import org.postgresql.ds.PGSimpleDataSource;

final class JdbcStates {

    private static final String PREFIX = "jdbc:postgresql:";
    private static final int CONNECT_SECONDS = 10;
    private static final int ANSWER_SECONDS = 30;

    private JdbcStates() {}

    static MetadataStore open(StateConfig.Jdbc config) {
        PGSimpleDataSource database = new PGSimpleDataSource();
        setUrl(database, config.url().reveal());
        config.username().ifPresent(database::setUser);
        config.password().ifPresent(password -> database.setPassword(password.reveal()));
        database.setConnectTimeout(CONNECT_SECONDS);
        database.setLoginTimeout(CONNECT_SECONDS);
        database.setSocketTimeout(ANSWER_SECONDS);
        return JdbcMetadataStore.builder().dataSource(database).build();
    }

    /** The address may hold a password, so neither it nor the driver's own complaint is repeated. */
    private static void setUrl(PGSimpleDataSource database, String url) {
        if (!url.startsWith(PREFIX)) {
            throw new IllegalArgumentException(
                    "the JDBC address must begin with " + PREFIX + ", such as " + PREFIX + "//db.example.com/syncline");
        }
        try {
            database.setUrl(url);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the JDBC address is not of the form " + PREFIX + "//host:port/database");
        }
    }
}
