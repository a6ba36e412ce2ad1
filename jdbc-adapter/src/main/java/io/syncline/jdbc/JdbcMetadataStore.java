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
import java.util.Set;

/**
 * Stores states, failed records and shared documents in a PostgreSQL database (14 or later). All processes that use the
 * same tables share leases, on any number of hosts. Leases expire by the database's clock.
 *
 * <p>Each call borrows a connection from the data source for one transaction. A call fails with an
 * {@link io.syncline.api.failure.UnknownOutcomeException} if its commit is not acknowledged. The store retries nothing.
 * Configure timeouts for connections and answers at the data source and its driver.
 *
 * <p>Thread-safe if the data source is.
 */
public final class JdbcMetadataStore implements MetadataStore, SharedDocuments {

    private final Transactions transactions;
    private final JdbcStateTable states;
    private final JdbcFailureTable failed;
    private final JdbcDocumentTable documents;
    private volatile boolean closed;

    JdbcMetadataStore(Transactions transactions, Tables tables) {
        this.transactions = transactions;
        states = new JdbcStateTable(tables.state());
        failed = new JdbcFailureTable(tables.failure());
        documents = new JdbcDocumentTable(tables.document());
    }

    /** Returns a builder. */
    public static JdbcMetadataStoreBuilder builder() {
        return new JdbcMetadataStoreBuilder();
    }

    @Override
    public Instant now() {
        return run("read the time", connection -> {
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
            throw new IllegalArgumentException("A failed record of " + model + " is given twice in one request");
        }
        run("store failed records of " + model, connection -> {
            states.hold(connection, model, epoch);
            failed.put(connection, model, failures);
            return failures;
        });
    }

    @Override
    public void removeFailures(ModelName model, long epoch, Collection<RecordId> ids) {
        run("delete failed records of " + model, connection -> {
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

    /** Makes further calls fail. The data source stays open; it belongs to the caller. */
    @Override
    public void close() {
        closed = true;
    }
}
