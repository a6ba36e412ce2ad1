package io.syncline.pgvector;

import io.syncline.api.ModelName;
import io.syncline.api.Quarantine;
import io.syncline.api.RecordId;
import io.syncline.api.failure.ReadOnlyStoreException;
import io.syncline.api.failure.SetupException;
import io.syncline.core.adapter.sink.SinkArguments;
import io.syncline.core.port.BulkLoadingSink;
import io.syncline.core.port.HybridSink;
import io.syncline.core.port.QuarantiningSink;
import io.syncline.core.port.StoredVectors;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.EmbeddedChunk;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.QuarantinePage;
import io.syncline.core.port.vector.RecordStamp;
import io.syncline.core.port.vector.SinkHit;
import io.syncline.core.port.vector.SinkIdentity;
import io.syncline.core.port.vector.SinkMark;
import io.syncline.core.port.vector.SinkQuery;
import io.syncline.core.port.vector.SinkSchema;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Stores points in a PostgreSQL database (14 or later) with the extension pgvector (0.8 or later).
 *
 * <p>Each write is one transaction: it is applied completely and durable on return, or not at all. The guard is a condition
 * of the statement that writes. Each call borrows a connection for its transaction, and leaves nothing in its session, so that
 * a pooler such as PgBouncer may be between.
 *
 * <p>The indexes of vectors and words are built at the end of the first sync that leaves some thousands of points; before, searches
 * compare all of them. Writers of the collection wait while an index is built.
 *
 * <p>Thread-safe.
 */
public final class PgvectorSink extends PgvectorCatalog
        implements VectorSink, HybridSink, QuarantiningSink, BulkLoadingSink, StoredVectors {

    private final PgvectorConnections connections;
    private final PgvectorTransactions transactions;
    private final PgvectorPreparation preparation;
    private final int leastIndexed;

    /**
     * A sink.
     *
     * @param leastIndexed the number of points from which on there are indexes
     */
    PgvectorSink(PgvectorConnections connections, PgvectorPreparation preparation, int leastIndexed) {
        super(preparation);
        this.connections = connections;
        this.transactions = preparation.transactions();
        this.preparation = preparation;
        this.leastIndexed = leastIndexed;
    }

    /** Returns a builder. */
    public static PgvectorSinkBuilder builder() {
        return new PgvectorSinkBuilder();
    }

    @Override
    public SinkIdentity prepare(SinkSchema schema) {
        return opened(preparation.prepare(schema.embedder()));
    }

    @Override
    public SinkIdentity open(SinkSchema schema) {
        return opened(preparation.open(schema.embedder()));
    }

    @Override
    public Optional<SinkMark> mark(ModelKey key) {
        Generation generation = generation();
        return transactions.query(
                "read the mark of " + key, connection -> new StoredModels(connection, generation).mark(key));
    }

    @Override
    public boolean raiseMark(ModelKey key, String store, long expected, SinkMark next) {
        SinkArguments.checkMark(key, expected, next);
        Generation generation = generation();
        return transactions.write(
                "raise the mark of " + key,
                connection ->
                        CollectionFacts.read(connection, generation).filling().equals(store)
                                && new StoredModels(connection, generation).raiseMark(key, expected, next));
    }

    @Override
    public boolean listsInOrder(ModelKey key) {
        return true;
    }

    @Override
    public Map<RecordId, RecordStamp> stamps(ModelKey key, Collection<RecordId> ids) {
        SinkArguments.checkSize(ids);
        return listing(key, "read stamps of ", listing -> listing.stamps(ids));
    }

    @Override
    public Map<RecordId, List<EmbeddedChunk>> chunks(ModelKey key, Collection<RecordId> ids) {
        SinkArguments.checkSize(ids);
        return listing(key, "read texts of ", listing -> listing.chunks(ids));
    }

    @Override
    public void upsert(ModelKey key, long epoch, List<EmbeddedDocument> documents) {
        SinkArguments.checkEpoch(epoch);
        SinkArguments.checkDocuments(documents);
        OpenedCollection opened = collection();
        transactions.write("store " + documents.size() + " records of " + key, connection -> {
            new PointUpsert(connection, opened.generation(), opened.type(), key, epoch).run(documents);
            return documents;
        });
    }

    @Override
    public void trim(ModelKey key, long epoch, Map<RecordId, Integer> keep) {
        SinkArguments.checkKept(keep);
        delete(key, epoch, keep);
    }

    @Override
    public void delete(ModelKey key, long epoch, Collection<RecordId> ids) {
        SinkArguments.checkSize(ids);
        delete(key, epoch, ids.stream().distinct().collect(Collectors.toMap(id -> id, id -> 0)));
    }

    private void delete(ModelKey key, long epoch, Map<RecordId, Integer> fromChunk) {
        if (!fromChunk.isEmpty()) {
            change(
                    key,
                    epoch,
                    "delete points of " + fromChunk.size() + " records of ",
                    changes -> changes.delete(fromChunk));
        }
    }

    @Override
    public IdPage ids(ModelKey key, IdRange range, int limit) {
        SinkArguments.checkLimit(limit);
        return listing(key, "list records of ", listing -> listing.ids(range, limit));
    }

    @Override
    public long count(ModelKey key) {
        return listing(key, "count records of ", PointListing::count);
    }

    @Override
    public Set<String> payloadNames(String source, Set<ModelName> models, Set<String> wanted) {
        OpenedCollection opened = collection();
        return transactions.read(
                "read the names of payload fields",
                connection -> new TableFields(connection, opened.generation()).of(source, models, wanted));
    }

    @Override
    public List<SinkHit> search(SinkQuery query) {
        OpenedCollection opened = collection();
        return transactions.read("search", connection -> new NearestSearch(connection, opened, query).run());
    }

    @Override
    public List<SinkHit> searchWords(SinkQuery query, String words) {
        OpenedCollection opened = collection();
        return transactions.read("search by words", connection -> {
            if (!CollectionFacts.read(connection, opened.generation()).hasWords()) {
                throw new SetupException(
                        "The collection stores words of another release. Run a sync to index them again, or search without hybrid");
            }
            return new TermSearch(connection, opened, query).run(words);
        });
    }

    @Override
    public boolean isHybrid() {
        return preparation.hasWords();
    }

    @Override
    public void quarantine(ModelKey key, long epoch, Collection<RecordId> ids, Quarantine quarantine) {
        SinkArguments.checkSize(ids);
        String what = "quarantine " + ids.size() + " records of ";
        change(key, epoch, what, changes -> changes.quarantine(ids, quarantine));
    }

    @Override
    public void lift(ModelKey key, long epoch, Collection<RecordId> ids) {
        SinkArguments.checkSize(ids);
        change(key, epoch, "lift the quarantine of " + ids.size() + " records of ", changes -> changes.lift(ids));
    }

    @Override
    public QuarantinePage quarantined(ModelKey key, IdRange range, int limit) {
        SinkArguments.checkLimit(limit);
        return listing(key, "list quarantined records of ", listing -> listing.quarantined(range, limit));
    }

    @Override
    public void loaded() {
        OpenedCollection opened = collection();
        boolean wanted = transactions.query("read the indexes", connection -> {
            CollectionIndexes indexes = new CollectionIndexes(connection, opened);
            return indexes.areMissing() && indexes.areWorthwhile(leastIndexed);
        });
        if (wanted) {
            buildIndexes(opened);
        }
    }

    private void buildIndexes(OpenedCollection opened) {
        try {
            transactions.writeAtLength("build the indexes", connection -> {
                new CollectionIndexes(connection, opened).build();
                return opened;
            });
        } catch (ReadOnlyStoreException e) {
            throw new ReadOnlyStoreException(
                    "Could not build the indexes, so searches compare all points. Let the owner of the tables apply "
                            + CollectionScripts.indexes() + " (in the jar, folder " + CollectionScripts.FOLDER + ")",
                    e);
        }
    }

    /** Reads what is stored of a model. */
    @FunctionalInterface
    private interface Reading<T> {
        T of(PointListing listing) throws SQLException;
    }

    private <T> T listing(ModelKey key, String what, Reading<T> reading) {
        Generation generation = generation();
        return transactions.query(what + key, connection -> reading.of(new PointListing(connection, generation, key)));
    }

    /** Changes points of a model. */
    @FunctionalInterface
    private interface Change {
        void of(PointChanges changes) throws SQLException;
    }

    private void change(ModelKey key, long epoch, String what, Change change) {
        SinkArguments.checkEpoch(epoch);
        Generation generation = generation();
        transactions.write(what + key, connection -> {
            change.of(new PointChanges(connection, generation, key, epoch));
            return key;
        });
    }

    /** Releases the connections of its own pool. A data source that was given stays open. */
    @Override
    public void close() {
        connections.close();
    }
}
