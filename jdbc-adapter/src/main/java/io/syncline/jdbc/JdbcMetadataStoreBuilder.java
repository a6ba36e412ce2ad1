package io.syncline.jdbc;

import io.syncline.core.adapter.Setting;
import io.syncline.core.adapter.jdbc.JdbcTransactions;
import io.syncline.core.adapter.jdbc.PostgresNames;
import javax.sql.DataSource;

/**
 * Builds a {@link JdbcMetadataStore}.
 *
 * <p>Each method throws {@link NullPointerException} for null, {@link IllegalArgumentException} for a malformed name, and
 * {@link IllegalStateException} for a setting that was already set. Not thread-safe.
 */
public final class JdbcMetadataStoreBuilder {

    private final Setting<DataSource> dataSource = Setting.named("dataSource");
    private final Setting<String> tablePrefix = Setting.named("tablePrefix");
    private final Setting<String> schema = Setting.named("schema");
    private final Setting<Boolean> createTables = Setting.named("createTables");

    JdbcMetadataStoreBuilder() {}

    /**
     * Sets the source of connections to a PostgreSQL database, preferably a pool; required. Each thread that calls the
     * store uses one connection at a time. The store never closes the data source.
     */
    public JdbcMetadataStoreBuilder dataSource(DataSource source) {
        dataSource.set(source);
        return this;
    }

    /**
     * Sets the prefix of the names of all tables.
     *
     * @param prefix 1 to 40 lower-case letters, digits and underscores; {@code syncline_} by default
     */
    public JdbcMetadataStoreBuilder tablePrefix(String prefix) {
        tablePrefix.set(PostgresNames.checked("tablePrefix", prefix));
        return this;
    }

    /**
     * Sets the schema of the tables.
     *
     * @param name 1 to 40 lower-case letters, digits and underscores; by default the first one in the search path that has the tables,
     *     and if none has them, the first one
     */
    public JdbcMetadataStoreBuilder schema(String name) {
        schema.set(PostgresNames.checked("schema", name));
        return this;
    }

    /**
     * Sets whether {@link #build} creates and upgrades the schema and the tables. If it does not, apply the scripts
     * {@code io/syncline/jdbc/postgresql/schema-N.sql} of this jar in ascending order; {@code build} fails while one of
     * them has not been applied.
     *
     * @param create true by default
     */
    public JdbcMetadataStoreBuilder createTables(boolean create) {
        createTables.set(create);
        return this;
    }

    /**
     * Connects, and creates or checks the tables. Several processes may do so at the same time. Can be called again
     * after a failure.
     *
     * @throws IllegalStateException if the data source is missing
     * @throws io.syncline.api.failure.SetupException if the database does not exist, refuses the user or the creation of
     *     tables, has tables of a later release, or has no current tables and may not create them
     * @throws io.syncline.api.failure.TransientException if the database is unreachable
     * @throws io.syncline.api.failure.UnknownOutcomeException if the creation of the tables is not acknowledged
     */
    public JdbcMetadataStore build() {
        Setting.require("A JDBC metadata store", dataSource);
        JdbcTransactions transactions = new JdbcTransactions(dataSource.get()::getConnection, JdbcFailures.MAPPING);
        PostgresSchema postgres = new PostgresSchema(new Tables(schema.optional(), tablePrefix.or("syncline_")));
        Tables present =
                createTables.or(true) ? postgres.createOrUpgrade(transactions) : postgres.requireCurrent(transactions);
        return new JdbcMetadataStore(transactions, present);
    }
}
