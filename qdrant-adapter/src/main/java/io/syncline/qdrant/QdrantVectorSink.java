package io.syncline.qdrant;

import io.syncline.api.ModelName;
import io.syncline.api.Quarantine;
import io.syncline.api.RecordId;
import io.syncline.core.adapter.sink.SinkArguments;
import io.syncline.core.port.BulkLoadingSink;
import io.syncline.core.port.HybridSink;
import io.syncline.core.port.QuarantiningSink;
import io.syncline.core.port.SourceCatalog;
import io.syncline.core.port.StoredVectors;
import io.syncline.core.port.StrayPoints;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.EmbeddedChunk;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.PointId;
import io.syncline.core.port.vector.QuarantinePage;
import io.syncline.core.port.vector.RecordStamp;
import io.syncline.core.port.vector.SinkHit;
import io.syncline.core.port.vector.SinkIdentity;
import io.syncline.core.port.vector.SinkMark;
import io.syncline.core.port.vector.SinkQuery;
import io.syncline.core.port.vector.SinkSchema;
import io.syncline.core.port.vector.SourceContent;
import io.syncline.core.port.vector.StrayPage;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * A sink in a Qdrant server, over gRPC.
 *
 * <p>The configured name is an alias; the collections behind it are named {@code NAME-g1}, {@code NAME-g2} and so on. An
 * existing collection with the configured name is used as it is. {@link #prepare} and {@link #open} resolve the alias, and
 * all calls use that collection until one of them is called again, so that a switch of the alias never mixes vectors of
 * two embedders in one run or one search service. Only {@code prepare} creates anything.
 *
 * <p>Points are written completely and conditionally, and each request is awaited until it has been applied. The server
 * retains points that a newer epoch wrote, or this epoch with a greater version (Qdrant 1.16 or later; with earlier
 * versions the sink reads before it writes, and logs a warning when it prepares). If the sink detects a newer writer, the
 * call fails with {@link io.syncline.api.failure.LostRaceException}. The condition applies to existing points only: a late
 * write can restore a point that was just deleted.
 *
 * <p>Points of other applications in the same collection are never changed or counted. Those that name a model of Syncline, or
 * have an id of one, are listed as stray points.
 *
 * <p>Thread-safe.
 */
public final class QdrantVectorSink
        implements VectorSink,
                SourceCatalog,
                QuarantiningSink,
                StrayPoints,
                HybridSink,
                BulkLoadingSink,
                StoredVectors {

    private final QdrantConnection connection;
    private final CollectionSettings settings;
    private final CollectionSetup setup;
    private final ResolvedCollection collection;
    private final Supplier<UUID> random;
    private final LateWrites late = new LateWrites();
    private final TextWrites texts = new TextWrites(PointId::bits);
    private final Set<ModelKey> unordered = ConcurrentHashMap.newKeySet();

    QdrantVectorSink(
            ConnectionSettings connection, CollectionSettings settings, WriteLimits limits, Supplier<UUID> random) {
        this.connection = new QdrantConnection(connection);
        this.settings = settings;
        this.random = random;
        this.setup = new CollectionSetup(this.connection, settings, limits, random);
        this.collection = new ResolvedCollection(setup, toString());
    }

    /** Returns a builder with the defaults of a local server: port 6334, no TLS, no API key. */
    public static QdrantVectorSinkBuilder builder() {
        return new QdrantVectorSinkBuilder();
    }

    @Override
    public SinkIdentity prepare(SinkSchema schema) {
        return resolved(collection.prepare(schema));
    }

    @Override
    public SinkIdentity open(SinkSchema schema) {
        return resolved(collection.open(schema));
    }

    private SinkIdentity resolved(Target target) {
        unordered.clear();
        return identity(target);
    }

    private SinkIdentity identity(Target target) {
        return new SinkIdentity(target.filling(), "collection " + settings.used() + " at " + connection.address());
    }

    @Override
    public SinkIdentity identity() {
        return identity(setup.attach());
    }

    @Override
    public List<SourceContent> contents() {
        return new SourceContents(connection, setup.attach(), random).list();
    }

    /** {@inheritDoc} Reads the marks, however many points there are; one request as a rule. */
    @Override
    public List<String> databases(String source) {
        return new Marks(connection, collection.searchable(), random).databases(source);
    }

    /** {@inheritDoc} Copies the points, page by page, and deletes each one after its copy was seen. */
    @Override
    public void rename(ModelKey from, String to, long epoch) {
        SinkArguments.checkEpoch(epoch);
        new SourceRename(connection, setup.attach(), random, epoch).rename(from, new ModelKey(to, from.model()));
    }

    @Override
    public void drop(ModelKey key, long epoch) {
        SinkArguments.checkEpoch(epoch);
        Target target = setup.attach();
        new Marks(connection, target, random).remove(key);
        new Remover(connection, target, key, epoch).deleteAll();
    }

    @Override
    public Optional<SinkMark> mark(ModelKey key) {
        return new Marks(connection, collection.searchable(), random).read(key);
    }

    @Override
    public boolean raiseMark(ModelKey key, String store, long expected, SinkMark next) {
        SinkArguments.checkMark(key, expected, next);
        return collection.alone(() -> {
            Target target = collection.required();
            Marks marks = new Marks(connection, target, random);
            return target.filling().equals(store) && marks.raise(key, expected, next, () -> setup.isPresent(target));
        });
    }

    @Override
    public boolean listsInOrder(ModelKey key) {
        if (!unordered.contains(key) && !new Reader(connection, collection.required(), key).listsInOrder()) {
            unordered.add(key);
        }
        return !unordered.contains(key);
    }

    /** Enables indexing if {@link #prepare} has deferred it, except in a collection that a reindex is building. */
    @Override
    public void loaded() {
        collection.loaded();
    }

    @Override
    public Map<RecordId, RecordStamp> stamps(ModelKey key, Collection<RecordId> ids) {
        SinkArguments.checkSize(ids);
        return new Reader(connection, collection.required(), key).stamps(ids);
    }

    @Override
    public Map<RecordId, List<EmbeddedChunk>> chunks(ModelKey key, Collection<RecordId> ids) {
        SinkArguments.checkSize(ids);
        return ids.isEmpty() ? Map.of() : new StoredTexts(connection, collection.required(), key).of(ids);
    }

    @Override
    public void upsert(ModelKey key, long epoch, List<EmbeddedDocument> documents) {
        SinkArguments.checkDocuments(documents);
        SinkArguments.checkEpoch(epoch);
        Target target = collection.required();
        Writer writer = new Writer(connection, target, key, epoch, !late.possible(key, epoch));
        setup.indexFields(target, writer.checked(documents));
        texts.guard(key, documents, () -> late.watch(key, epoch, () -> writer.write(documents)));
    }

    @Override
    public void trim(ModelKey key, long epoch, Map<RecordId, Integer> keep) {
        SinkArguments.checkKept(keep);
        SinkArguments.checkEpoch(epoch);
        new Remover(connection, collection.required(), key, epoch).trim(keep);
    }

    @Override
    public void delete(ModelKey key, long epoch, Collection<RecordId> ids) {
        SinkArguments.checkSize(ids);
        SinkArguments.checkEpoch(epoch);
        new Remover(connection, collection.required(), key, epoch).delete(ids);
    }

    @Override
    public void quarantine(ModelKey key, long epoch, Collection<RecordId> ids, Quarantine quarantine) {
        SinkArguments.checkSize(ids);
        SinkArguments.checkEpoch(epoch);
        new Quarantiner(connection, collection.required(), key, epoch).quarantine(ids, quarantine);
    }

    @Override
    public void lift(ModelKey key, long epoch, Collection<RecordId> ids) {
        SinkArguments.checkSize(ids);
        SinkArguments.checkEpoch(epoch);
        new Quarantiner(connection, collection.required(), key, epoch).lift(ids);
    }

    @Override
    public QuarantinePage quarantined(ModelKey key, IdRange range, int limit) {
        SinkArguments.checkLimit(limit);
        return new Reader(connection, collection.required(), key).quarantined(range, limit);
    }

    @Override
    public StrayPage strays(ModelKey key, String after, int limit) {
        SinkArguments.checkLimit(limit);
        return new Strays(connection, collection.required(), key).list(after, limit);
    }

    @Override
    public void deleteStrays(ModelKey key, long epoch, Collection<String> points) {
        SinkArguments.checkSize(points);
        SinkArguments.checkEpoch(epoch);
        new Strays(connection, collection.required(), key).delete(epoch, points);
    }

    @Override
    public IdPage ids(ModelKey key, IdRange range, int limit) {
        SinkArguments.checkLimit(limit);
        return new Reader(connection, collection.required(), key).ids(range, limit);
    }

    @Override
    public long count(ModelKey key) {
        return new Reader(connection, collection.required(), key).count();
    }

    @Override
    public Set<String> payloadNames(String source, Set<ModelName> models, Set<String> wanted) {
        return new CollectionFields(connection, collection.searchable()).of(source, models, wanted);
    }

    @Override
    public List<SinkHit> search(SinkQuery query) {
        return new VectorSearcher(connection, collection.searchable()).search(query);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Requires a collection with sparse vectors of words, see {@link QdrantVectorSinkBuilder#hybrid}.
     */
    @Override
    public List<SinkHit> searchWords(SinkQuery query, String words) {
        return new WordSearcher(connection, collection.searchable()).search(query, words);
    }

    /** Ends an active bulk load and releases the connection; further calls fail. */
    @Override
    public void close() {
        collection.close();
        connection.close();
    }

    @Override
    public boolean isHybrid() {
        return collection
                .resolved()
                .map(target -> target.words() == Target.WordVectors.WRITTEN)
                .orElseGet(setup::storesWords);
    }

    /** Name and address of the collection, without secrets. */
    @Override
    public String toString() {
        return "QdrantVectorSink[" + settings.name() + " at " + connection.address() + "]";
    }
}
