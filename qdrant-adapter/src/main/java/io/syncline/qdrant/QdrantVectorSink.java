package io.syncline.qdrant;

import io.syncline.api.Quarantine;
import io.syncline.api.RecordId;
import io.syncline.api.failure.SyncException;
import io.syncline.core.port.BulkLoadingSink;
import io.syncline.core.port.GenerationalSink;
import io.syncline.core.port.HybridSink;
import io.syncline.core.port.QuarantiningSink;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.QuarantinePage;
import io.syncline.core.port.vector.RecordStamp;
import io.syncline.core.port.vector.SinkHit;
import io.syncline.core.port.vector.SinkQuery;
import io.syncline.core.port.vector.SinkSchema;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A sink in a Qdrant server, over gRPC.
 *
 * <p>The configured name is an alias; the collections behind it are called {@code NAME-g1}, {@code NAME-g2} and so on.
 * A collection that already exists under the name itself is used as it is. {@link #prepare} settles on the collection
 * that serves at that moment, and everything goes there until {@code prepare} is called again, so that a switch of the
 * alias never mixes vectors of two embedders in one run or one search service.
 *
 * <p>Points are written whole, each request waited for until it has been applied, and conditionally: the server itself
 * keeps points that a newer epoch wrote, or this one with a greater version (Qdrant 1.16 or later; before, this process
 * looks before it writes, and says so when it prepares). A newer writer that is noticed makes the call fail with
 * {@link io.syncline.api.failure.LostRaceException}. The condition holds for points that exist: it cannot keep a late
 * writer from writing a point again that has just been deleted.
 *
 * <p>Points of other applications in the same collection are not read, changed, listed or counted.
 *
 * <p>Thread-safe.
 */
public final class QdrantVectorSink
        implements VectorSink, QuarantiningSink, GenerationalSink, HybridSink, BulkLoadingSink {

    private static final Logger LOG = LoggerFactory.getLogger(QdrantVectorSink.class);

    private static final int MAX_IDS = 1_000;

    private final Connection connection;
    private final CollectionSettings settings;
    private final CollectionSetup setup;
    private final LateWrites late = new LateWrites();
    private volatile @Nullable Target prepared;
    private volatile @Nullable Target attached;

    QdrantVectorSink(ConnectionSettings connection, CollectionSettings collection, WriteLimits limits) {
        this.connection = new Connection(connection);
        this.settings = collection;
        this.setup = new CollectionSetup(this.connection, collection, limits);
    }

    /**
     * Starts a sink: Qdrant on this machine's port 6334, without TLS and key, unless told otherwise.
     *
     * @return a builder; not thread-safe
     */
    public static QdrantSinkBuilder builder() {
        return new QdrantSinkBuilder();
    }

    @Override
    public void prepare(SinkSchema schema) {
        prepared = setup.prepare(schema);
    }

    /** The collection that {@link #prepare} settled on. */
    @Override
    public String generation() {
        return prepared().collection();
    }

    /** Turns indexing on if {@link #prepare} has deferred it; a collection that a reindex builds waits for its end. */
    @Override
    public void loaded() {
        Target target = prepared();
        if (target.bulkLoading() && settings.newCollection().isEmpty()) {
            setup.endBulkLoad(target);
            prepared = ImmutableTarget.copyOf(target).withBulkLoading(false);
        }
    }

    @Override
    public Map<RecordId, RecordStamp> stamps(ModelKey key, Collection<RecordId> ids) {
        requireFew(ids);
        return new Reader(connection, prepared(), key).stamps(ids);
    }

    @Override
    public void upsert(ModelKey key, long epoch, List<EmbeddedDocument> documents) {
        require(!documents.isEmpty(), "There is no document to store");
        requirePositive(epoch);
        Target target = prepared();
        boolean alone = !late.possible(key, epoch);
        late.watch(key, epoch, () -> new Writer(connection, target, key, epoch, alone).write(documents));
    }

    @Override
    public void trim(ModelKey key, long epoch, Map<RecordId, Integer> keep) {
        keep.forEach((id, chunks) -> require(chunks > 0, "Record " + id + " cannot keep " + chunks + " chunks"));
        requirePositive(epoch);
        new Remover(connection, prepared(), key, epoch).trim(keep);
    }

    @Override
    public void delete(ModelKey key, long epoch, Collection<RecordId> ids) {
        requireFew(ids);
        requirePositive(epoch);
        new Remover(connection, prepared(), key, epoch).delete(ids);
    }

    @Override
    public void quarantine(ModelKey key, long epoch, Collection<RecordId> ids, Quarantine quarantine) {
        requireFew(ids);
        requirePositive(epoch);
        new Quarantiner(connection, prepared(), key, epoch).quarantine(ids, quarantine);
    }

    @Override
    public void lift(ModelKey key, long epoch, Collection<RecordId> ids) {
        requireFew(ids);
        requirePositive(epoch);
        new Quarantiner(connection, prepared(), key, epoch).lift(ids);
    }

    @Override
    public QuarantinePage quarantined(ModelKey key, IdRange range, int limit) {
        require(limit > 0, "The limit of a page must be positive, not " + limit);
        return new Reader(connection, prepared(), key).quarantined(range, limit);
    }

    @Override
    public IdPage ids(ModelKey key, IdRange range, int limit) {
        require(limit > 0, "The limit of a page must be positive, not " + limit);
        return new Reader(connection, prepared(), key).ids(range, limit);
    }

    @Override
    public long count(ModelKey key) {
        return new Reader(connection, prepared(), key).count();
    }

    @Override
    public List<SinkHit> search(SinkQuery query) {
        return new Searcher(connection, searchable()).search(query);
    }

    /**
     * {@inheritDoc}
     *
     * <p>The ranks of both searches are fused. Needs a collection with {@link QdrantSinkBuilder#hybrid}.
     */
    @Override
    public List<SinkHit> search(SinkQuery query, String words) {
        return new HybridSearcher(connection, searchable()).search(query, words);
    }

    /** Ends a bulk load, if there is one, and releases the connection; further calls fail. */
    @Override
    public void close() {
        Target target = prepared;
        if (target != null && target.bulkLoading()) {
            endBulkLoad(target);
        }
        prepared = null;
        connection.close();
    }

    private void endBulkLoad(Target target) {
        try {
            setup.endBulkLoad(target);
        } catch (SyncException | IllegalStateException e) {
            LOG.warn(
                    "The index of collection {} is still off after its bulk load; the next run without bulk load"
                            + " turns it on",
                    target.collection(),
                    e);
        }
    }

    private static void requirePositive(long epoch) {
        require(epoch > 0, "An epoch must be positive, not " + epoch);
    }

    private static void requireFew(Collection<RecordId> ids) {
        require(ids.size() <= MAX_IDS, "At most " + MAX_IDS + " ids are allowed at once, not " + ids.size());
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    private Target prepared() {
        Target target = prepared;
        if (target == null) {
            throw new IllegalStateException(this + " is closed, or prepare has not been called");
        }
        return target;
    }

    /** A search needs no preparation, only a collection. */
    private Target searchable() {
        Target target = prepared == null ? attached : prepared;
        if (target == null) {
            target = setup.attach();
            attached = target;
        }
        return target;
    }

    /** Where the points go; no secret. */
    @Override
    public String toString() {
        return "QdrantVectorSink[" + settings.name() + " at " + connection.address() + "]";
    }
}
