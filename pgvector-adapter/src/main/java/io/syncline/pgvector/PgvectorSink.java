package io.syncline.pgvector;

import io.syncline.api.Quarantine;
import io.syncline.api.RecordId;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.BulkLoadingSink;
import io.syncline.core.port.HybridSink;
import io.syncline.core.port.QuarantiningSink;
import io.syncline.core.port.SourceCatalog;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.QuarantinePage;
import io.syncline.core.port.vector.RecordStamp;
import io.syncline.core.port.vector.SinkHit;
import io.syncline.core.port.vector.SinkIdentity;
import io.syncline.core.port.vector.SinkMark;
import io.syncline.core.port.vector.SinkQuery;
import io.syncline.core.port.vector.SinkSchema;
import io.syncline.core.port.vector.SourceContent;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
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
public final class PgvectorSink implements VectorSink, HybridSink, QuarantiningSink, SourceCatalog, BulkLoadingSink {

    private static final int MAX_IDS = 1000;

    private final PgvectorConnections connections;
    private final PgvectorTransactions transactions;
    private final PgvectorPreparation preparation;
    private final int leastIndexed;
    private final AtomicReference<OpenedCollection> present = new AtomicReference<>();

    /**
     * A sink.
     *
     * @param leastIndexed the number of points from which on there are indexes
     */
    PgvectorSink(PgvectorConnections connections, PgvectorPreparation preparation, int leastIndexed) {
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

    private SinkIdentity opened(PgvectorPreparation.Found found) {
        present.set(found.opened());
        return found.identity();
    }

    /** The collection that was prepared or opened; else the one that serves. */
    private OpenedCollection collection() {
        OpenedCollection known = present.get();
        return known == null ? preparation.existing().opened() : known;
    }

    private Generation generation() {
        return collection().generation();
    }

    @Override
    public Optional<SinkMark> mark(ModelKey key) {
        Generation generation = generation();
        return transactions.query(
                "read the mark of " + key, connection -> new ModelRows(connection, generation).mark(key));
    }

    @Override
    public boolean raiseMark(ModelKey key, long expected, SinkMark next) {
        if (expected < 0 || next.value() <= expected) {
            throw new IllegalArgumentException(
                    "The mark of " + key + " must rise from 0 or more, not from " + expected + " to " + next.value());
        }
        Generation generation = generation();
        return transactions.write(
                "raise the mark of " + key,
                connection -> new ModelRows(connection, generation).raiseMark(key, expected, next));
    }

    @Override
    public boolean listsInOrder(ModelKey key) {
        return true;
    }

    @Override
    public Map<RecordId, RecordStamp> stamps(ModelKey key, Collection<RecordId> ids) {
        checkSize(ids);
        return listing(key, "read stamps of ", listing -> listing.stamps(ids));
    }

    @Override
    public void upsert(ModelKey key, long epoch, List<EmbeddedDocument> documents) {
        checkEpoch(epoch);
        if (documents.isEmpty()
                || documents.stream().map(EmbeddedDocument::id).distinct().count() < documents.size()) {
            throw new IllegalArgumentException("An upsert needs at least one record, and each record only once");
        }
        OpenedCollection opened = collection();
        transactions.write("store " + documents.size() + " records of " + key, connection -> {
            new PointUpsert(connection, opened.generation(), opened.type(), key, epoch).run(documents);
            return documents;
        });
    }

    @Override
    public void trim(ModelKey key, long epoch, Map<RecordId, Integer> keep) {
        keep.forEach((id, chunks) -> {
            if (chunks < 1) {
                throw new IllegalArgumentException("Record " + id + " must keep at least 1 chunk, not " + chunks);
            }
        });
        delete(key, epoch, keep);
    }

    @Override
    public void delete(ModelKey key, long epoch, Collection<RecordId> ids) {
        checkSize(ids);
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
        checkLimit(limit);
        return listing(key, "list records of ", listing -> listing.ids(range, limit));
    }

    @Override
    public long count(ModelKey key) {
        return listing(key, "count records of ", PointListing::count);
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
                throw new SetupException("The collection stores words of another release. Search without hybrid");
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
        checkSize(ids);
        String what = "quarantine " + ids.size() + " records of ";
        change(key, epoch, what, changes -> changes.quarantine(ids, quarantine));
    }

    @Override
    public void lift(ModelKey key, long epoch, Collection<RecordId> ids) {
        checkSize(ids);
        change(key, epoch, "lift the quarantine of " + ids.size() + " records of ", changes -> changes.lift(ids));
    }

    @Override
    public QuarantinePage quarantined(ModelKey key, IdRange range, int limit) {
        checkLimit(limit);
        return listing(key, "list quarantined records of ", listing -> listing.quarantined(range, limit));
    }

    @Override
    public SinkIdentity identity() {
        return preparation.existing().identity();
    }

    @Override
    public List<SourceContent> contents() {
        Generation generation = generation();
        return transactions.query(
                "list the sources", connection -> new SourceModels(connection, generation).contents());
    }

    @Override
    public void rename(ModelKey from, String to, long epoch) {
        checkEpoch(epoch);
        Generation generation = generation();
        ModelKey target = new ModelKey(to, from.model());
        transactions.writeAtLength("rename " + from + " to " + to, connection -> {
            new SourceModels(connection, generation).rename(from, target, epoch);
            return target;
        });
    }

    @Override
    public void drop(ModelKey key, long epoch) {
        checkEpoch(epoch);
        Generation generation = generation();
        transactions.writeAtLength("drop " + key, connection -> {
            new SourceModels(connection, generation).drop(key, epoch);
            return key;
        });
    }

    @Override
    public void loaded() {
        OpenedCollection opened = collection();
        boolean wanted = transactions.query("read the indexes", connection -> {
            CollectionIndexes indexes = new CollectionIndexes(connection, opened);
            return indexes.areMissing() && indexes.areWorthwhile(leastIndexed);
        });
        if (wanted) {
            transactions.writeAtLength("build the indexes", connection -> {
                new CollectionIndexes(connection, opened).build();
                return opened;
            });
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
        checkEpoch(epoch);
        Generation generation = generation();
        transactions.write(what + key, connection -> {
            change.of(new PointChanges(connection, generation, key, epoch));
            return key;
        });
    }

    private static void checkSize(Collection<RecordId> ids) {
        if (ids.size() > MAX_IDS) {
            throw new IllegalArgumentException(
                    "At most " + MAX_IDS + " ids are allowed in one call, not " + ids.size());
        }
    }

    private static void checkLimit(int limit) {
        if (limit <= 0) {
            throw new IllegalArgumentException("The limit of a listing must be positive, not " + limit);
        }
    }

    private static void checkEpoch(long epoch) {
        if (epoch <= 0) {
            throw new IllegalArgumentException("The epoch must be positive, not " + epoch);
        }
    }

    /** Releases the connections of its own pool. A data source that was given stays open. */
    @Override
    public void close() {
        connections.close();
    }
}
