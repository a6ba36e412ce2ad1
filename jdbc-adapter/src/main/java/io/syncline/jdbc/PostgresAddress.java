package io.syncline.jdbc;

import io.syncline.core.adapter.jdbc.PostgresNames;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** Where a PostgreSQL database is, who logs in, and whether tables are created. Not thread-safe. */
final class PostgresAddress {

    private static final int CONNECT_SECONDS = 10;
    private static final int ANSWER_SECONDS = 30;

    private @Nullable String url;
    private @Nullable String username;
    private @Nullable String password;
    private @Nullable String schema;
    private boolean createTables = true;

    /** Sets the address. It may hold a password, so no message repeats it. */
    void url(String address) {
        url = PostgresNames.address(address, "syncline");
    }

    void username(String name) {
        username = name;
    }

    void password(String secret) {
        password = secret;
    }

    void schema(String name) {
        schema = PostgresNames.checked("schema", name);
    }

    void createTables(boolean create) {
        createTables = create;
    }

    JdbcMetadataStore open() {
        JdbcMetadataStoreBuilder builder =
                JdbcMetadataStore.builder().dataSource(dataSource()).createTables(createTables);
        if (schema != null) {
            builder.schema(schema);
        }
        return builder.build();
    }

    private DataSource dataSource() {
        PGSimpleDataSource database = new PGSimpleDataSource();
        setUrl(database);
        if (username != null) {
            database.setUser(username);
        }
        if (password != null) {
            database.setPassword(password);
        }
        database.setConnectTimeout(CONNECT_SECONDS);
        database.setLoginTimeout(CONNECT_SECONDS);
        database.setSocketTimeout(ANSWER_SECONDS);
        return database;
    }

    /** The driver's own message repeats the address. */
    private void setUrl(PGSimpleDataSource database) {
        try {
            database.setUrl(url);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'url' must have the form jdbc:postgresql://host:port/database");
        }
    }
}
