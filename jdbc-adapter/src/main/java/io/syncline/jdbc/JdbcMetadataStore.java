package io.syncline.jdbc;

import io.syncline.api.FailedRecord;
import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.SharedDocuments;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.metadata.VersionedDocument;
import io.syncline.core.port.metadata.VersionedState;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * States, failed records and shared documents in a PostgreSQL database (14 or newer). All processes that use the same
 * tables share leases, on whichever host they run; the time by which leases expire is the database's.
 *
 * <p>Each call is one transaction on a connection of its own, which is given back at the end. A call whose commit got no
 * answer fails with an {@link io.syncline.api.failure.UnknownOutcomeException}; nothing is tried again here. How long to
 * wait for a connection or an answer is set at the data source and its driver.
 *
 * <p>Thread-safe if the data source is, as all are.
 */
public final class JdbcMetadataStore implements MetadataStore, SharedDocuments {

    private final Transactions transactions;
    private final JdbcStateTable states;
    private final JdbcFailureTable failed;
    private final JdbcDocumentTable documents;
    private volatile boolean closed;

    private JdbcMetadataStore(Transactions transactions, Tables tables) {
        this.transactions = transactions;
        states = new JdbcStateTable(tables.state());
        failed = new JdbcFailureTable(tables.failure());
        documents = new JdbcDocumentTable(tables.document());
    }

    /**
     * Starts a store.
     *
     * @return a builder; not thread-safe
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public Instant now() {
        return run("ask for the time", connection -> {
            try (PreparedStatement statement = connection.prepareStatement("SELECT clock_timestamp()");
                    ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getObject(1, OffsetDateTime.class).toInstant();
            }
        });
    }

    @Override
    public Set<ModelName> models() {
        return run("list the models with a state", states::models);
    }

    @Override
    public VersionedState read(ModelName model) {
        return run("read the state of " + model, connection -> states.read(connection, model));
    }

    @Override
    public boolean compareAndSet(ModelName model, long expectedRevision, ModelState next) {
        return run(
                "replace the state of " + model,
                connection -> states.compareAndSet(connection, model, expectedRevision, next));
    }

    @Override
    public void putFailures(ModelName model, long epoch, Collection<FailedRecord> failures) {
        if (failures.stream().map(FailedRecord::id).distinct().count() < failures.size()) {
            throw new IllegalArgumentException("A failed record of " + model + " is twice in one request");
        }
        run("keep failed records of " + model, connection -> {
            states.hold(connection, model, epoch);
            failed.put(connection, model, failures);
            return failures;
        });
    }

    @Override
    public void removeFailures(ModelName model, long epoch, Collection<RecordId> ids) {
        run("forget failed records of " + model, connection -> {
            states.hold(connection, model, epoch);
            failed.remove(connection, model, ids);
            return ids;
        });
    }

    @Override
    public List<FailedRecord> failures(ModelName model, long after, int limit) {
        if (limit <= 0) {
            throw new IllegalArgumentException("The limit of a listing must be positive, not " + limit);
        }
        return run("list failed records of " + model, connection -> failed.list(connection, model, after, limit));
    }

    @Override
    public long failureCount(ModelName model) {
        return run("count failed records of " + model, connection -> failed.count(connection, model));
    }

    @Override
    public VersionedDocument document(String name) {
        SharedDocuments.checked(name);
        return run("read the shared document " + name, connection -> documents.read(connection, name));
    }

    @Override
    public boolean compareAndSetDocument(String name, long expectedRevision, String next) {
        SharedDocuments.checked(name);
        return run(
                "replace the shared document " + name,
                connection -> documents.compareAndSet(connection, name, expectedRevision, next));
    }

    private <T> T run(String what, Transactions.Work<T> work) {
        if (closed) {
            throw new IllegalStateException("The metadata store has been closed");
        }
        return transactions.run(what, work);
    }

    /** Makes further calls fail. The data source stays open, since it was given. */
    @Override
    public void close() {
        closed = true;
    }

    /** Builds a {@link JdbcMetadataStore}; not thread-safe. */
    public static final class Builder {

        private @Nullable DataSource dataSource;
        private String tablePrefix = "syncline_";
        private Optional<String> schema = Optional.empty();
        private boolean createTables = true;

        private Builder() {}

        /**
         * Sets where connections come from, best a pool. Required. Each thread that calls the store uses one connection
         * at a time; {@link #build} uses two.
         *
         * @param source gives connections to a PostgreSQL database; it is not closed by the store
         * @return this
         */
        public Builder dataSource(DataSource source) {
            dataSource = source;
            return this;
        }

        /**
         * Sets what the names of all tables begin with, so that they can stand among others.
         *
         * @param prefix at most 40 lower-case letters, digits and underscores; {@code syncline_} unless set
         * @return this
         * @throws IllegalArgumentException if it has other characters
         */
        public Builder tablePrefix(String prefix) {
            tablePrefix = Tables.checked("table prefix", prefix);
            return this;
        }

        /**
         * Sets the schema that the tables are in. It is created if it is missing.
         *
         * @param name at most 40 lower-case letters, digits and underscores; unless set, the schema that connections
         *     begin in
         * @return this
         * @throws IllegalArgumentException if it has other characters
         */
        public Builder schema(String name) {
            schema = Optional.of(Tables.checked("schema", name));
            return this;
        }

        /**
         * Sets whether {@link #build} creates and upgrades the schema and the tables. If it does not, apply the scripts
         * {@code io/syncline/jdbc/postgresql/schema-N.sql} of this jar yourself, in ascending order; {@code build} then
         * fails unless all of them were applied.
         *
         * @param create {@code true} unless set
         * @return this
         */
        public Builder createTables(boolean create) {
            createTables = create;
            return this;
        }

        /**
         * Connects, and creates the tables or brings them up to this version.
         *
         * @return the store
         * @throws IllegalArgumentException if the data source is missing
         * @throws io.syncline.api.failure.SetupException if the database refuses the user, is missing, may not be
         *     changed, or holds tables of a newer version
         * @throws io.syncline.api.failure.TransientException if the database cannot be reached
         */
        public JdbcMetadataStore build() {
            if (dataSource == null) {
                throw new IllegalArgumentException("A JDBC metadata store needs a data source");
            }
            Tables tables = new Tables(schema, tablePrefix);
            Transactions transactions = new Transactions(dataSource);
            PostgresSchema database = new PostgresSchema(tables);
            if (createTables) {
                database.createOrUpgrade(transactions);
            } else {
                database.requireCurrent(transactions);
            }
            return new JdbcMetadataStore(transactions, tables);
        }
    }
}
