package io.syncline.pgvector;

import static java.util.Objects.requireNonNull;

import io.syncline.core.adapter.Limits;
import io.syncline.core.adapter.Setting;
import io.syncline.core.adapter.jdbc.PostgresNames;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Builds a {@link PgvectorSink}.
 *
 * <p>Each method throws {@link NullPointerException} for null, {@link IllegalArgumentException} for a malformed value, and
 * {@link IllegalStateException} for a setting that was already set. Not thread-safe.
 */
public final class PgvectorSinkBuilder {

    private static final int LEAST_INDEXED = 5000;
    private static final int CONNECTIONS = 8;

    private final Setting<DataSource> dataSource = Setting.named("dataSource");
    private final Setting<String> url = Setting.named("url");
    private final Setting<String> username = Setting.named("username");
    private final Setting<String> password = Setting.named("password");
    private final Setting<Integer> connections = Setting.named("connections");
    private final Setting<String> schema = Setting.named("schema");
    private final Setting<String> collection = Setting.named("collection");
    private final Setting<Boolean> createTables = Setting.named("createTables");
    private final Setting<Integer> leastIndexed = Setting.named("leastIndexed");

    PgvectorSinkBuilder() {}

    /**
     * Sets the source of connections, preferably a pool; this or {@link #url} is required. Each call of the sink uses one
     * connection at a time. The sink never closes it. Where a pooler such as PgBouncer is between, the driver must not keep prepared
     * statements ({@code prepareThreshold=0}).
     */
    public PgvectorSinkBuilder dataSource(DataSource source) {
        dataSource.set(source);
        return this;
    }

    /**
     * Sets the address of the database, such as {@code jdbc:postgresql://db.example.com/vectors}; this or {@link #dataSource} is
     * required. The sink connects on first use, with a pool of its own. Needs PostgreSQL's driver.
     *
     * @param address without user and password
     */
    public PgvectorSinkBuilder url(String address) {
        requireNonNull(address, "url");
        url.set(PostgresNames.address(address, "vectors"));
        return this;
    }

    /** Sets the user; that of the operating system by default. */
    public PgvectorSinkBuilder username(String name) {
        username.set(name);
        return this;
    }

    /** Sets the password; none by default. */
    public PgvectorSinkBuilder password(String secret) {
        password.set(secret);
        return this;
    }

    /**
     * Sets the most connections at a time to the address.
     *
     * @param most from 1 to {@link Limits#CONCURRENCY}; 8 by default
     */
    public PgvectorSinkBuilder connections(int most) {
        Limits.check("connections", most, 1, Limits.CONCURRENCY);
        connections.set(most);
        return this;
    }

    /**
     * Sets the schema of the tables, which must exist.
     *
     * @param name 1 to 40 lower-case letters, digits and underscores; by default the first one in the search path that has the
     *     collection, and if no schema has it, the first one
     */
    public PgvectorSinkBuilder schema(String name) {
        schema.set(PostgresNames.checked("schema", name));
        return this;
    }

    /**
     * Sets the name of the collection: of the view that applications read, and what the names of its tables begin with.
     *
     * @param name 1 to 40 lower-case letters, digits and underscores; {@code syncline} by default
     */
    public PgvectorSinkBuilder collection(String name) {
        collection.set(PostgresNames.checked("collection", name));
        return this;
    }

    /**
     * Sets whether {@link PgvectorSink#prepare} creates the tables. If it does not, apply the scripts {@code
     * io/syncline/pgvector/tables-N.sql} and {@code view-N.sql} of this jar; {@code prepare} fails while they have not been
     * applied.
     *
     * @param create true by default
     */
    public PgvectorSinkBuilder createTables(boolean create) {
        createTables.set(create);
        return this;
    }

    /** Sets the number of points from which on there are indexes. */
    PgvectorSinkBuilder leastIndexed(int points) {
        leastIndexed.set(points);
        return this;
    }

    /**
     * Builds the sink, without connecting.
     *
     * @throws IllegalStateException if neither a data source nor an address is set, or both are
     */
    public PgvectorSink build() {
        return parts().sink(Optional.empty());
    }

    /**
     * Builds what replaces the collection behind the view, without connecting.
     *
     * @throws IllegalStateException if neither a data source nor an address is set, or both are
     */
    public PgvectorReindex reindex() {
        return new PgvectorReindex(parts());
    }

    private PgvectorParts parts() {
        if (dataSource.isSet()) {
            dataSource.excludes(url);
            dataSource.excludes(username);
            dataSource.excludes(password);
            dataSource.excludes(connections);
        } else {
            Setting.require("A pgvector sink", url);
        }
        return new PgvectorParts(
                dataSource.optional(),
                url.optional()
                        .map(address -> new PgvectorAddress(
                                address, username.optional(), password.optional(), connections.or(CONNECTIONS))),
                new PgvectorNames(schema.optional(), collection.or("syncline")),
                createTables.or(true),
                leastIndexed.or(LEAST_INDEXED));
    }
}
