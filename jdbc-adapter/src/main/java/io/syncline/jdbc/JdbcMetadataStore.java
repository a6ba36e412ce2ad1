package io.syncline.jdbc;

import io.syncline.api.FailedRecord;
import io.syncline.api.RecordId;
import io.syncline.core.adapter.jdbc.JdbcTransactions;
import io.syncline.core.adapter.sink.SinkArguments;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.SharedDocuments;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.metadata.StateKey;
import io.syncline.core.port.metadata.VersionedDocument;
import io.syncline.core.port.metadata.VersionedState;
import io.syncline.core.port.record.Cursor;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
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

    private final JdbcTransactions transactions;
    private final JdbcStateTable states;
    private final JdbcFailureTable failed;
    private final JdbcDocumentTable documents;
    private volatile boolean closed;

    JdbcMetadataStore(JdbcTransactions transactions, Tables tables) {
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
    public Set<StateKey> keys() {
        return run("list the states", states::keys);
    }

    @Override
    public VersionedState read(StateKey key) {
        return run("read the state of " + key, connection -> states.read(connection, key));
    }

    @Override
    public boolean compareAndSet(StateKey key, long expectedRevision, ModelState next) {
        return run(
                "replace the state of " + key,
                connection -> states.compareAndSet(connection, key, expectedRevision, next));
    }

    @Override
    public void putFailures(StateKey key, long epoch, Collection<FailedRecord> failures) {
        if (failures.stream().map(FailedRecord::id).distinct().count() < failures.size()) {
            throw new IllegalArgumentException("A failed record of " + key + " is given twice in one request");
        }
        run("store failed records of " + key, connection -> {
            states.hold(connection, key, epoch);
            failed.put(connection, key, failures);
            return failures;
        });
    }

    @Override
    public void removeFailures(StateKey key, long epoch, Collection<RecordId> ids) {
        run("delete failed records of " + key, connection -> {
            states.hold(connection, key, epoch);
            failed.remove(connection, key, ids);
            return ids;
        });
    }

    @Override
    public List<FailedRecord> failures(StateKey key, Cursor after, int limit) {
        SinkArguments.checkLimit(limit);
        return run("list failed records of " + key, connection -> failed.list(connection, key, after, limit));
    }

    @Override
    public long failureCount(StateKey key) {
        return run("count failed records of " + key, connection -> failed.count(connection, key));
    }

    @Override
    public Optional<FailedRecord> failure(StateKey key, RecordId id) {
        return run("read the failed record " + id + " of " + key, connection -> failed.find(connection, key, id));
    }

    @Override
    public boolean move(StateKey from, long expectedRevision, long epoch, StateKey to) {
        return run("move the state of " + from + " to " + to, connection -> {
            boolean moved = states.move(connection, new JdbcStateTable.Move(from, expectedRevision, epoch, to));
            if (moved) {
                failed.move(connection, from, to);
            }
            return moved;
        });
    }

    @Override
    public boolean remove(StateKey key, long expectedRevision, long epoch) {
        return run("delete the state of " + key, connection -> {
            boolean removed = states.remove(connection, key, expectedRevision, epoch);
            if (removed) {
                failed.clear(connection, key);
            }
            return removed;
        });
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

    private <T> T run(String what, JdbcTransactions.Work<T> work) {
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
