package io.syncline.testkit.memory;

import io.syncline.api.ModelName;
import io.syncline.api.Quarantine;
import io.syncline.api.RecordId;
import io.syncline.api.failure.LostRaceException;
import io.syncline.core.port.HybridSink;
import io.syncline.core.port.QuarantiningSink;
import io.syncline.core.port.SourceCatalog;
import io.syncline.core.port.StrayPoints;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.record.IdAndVersion;
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
import io.syncline.core.port.vector.StrayPage;
import io.syncline.testkit.CallCounts;
import io.syncline.testkit.PortMethod;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A sink in memory, with exact search by meaning and by words. It detects every write that its guard refuses, applies none of it, and throws
 * {@link LostRaceException}; a {@linkplain #silent() silent} one leaves the guarded points unchanged, stores the others
 * and returns, as a store does that filters on the server.
 *
 * <p>The points outlive the sink: {@link #reopen} returns another one over the same points, as in another process.
 *
 * <p>Thread-safe. Deterministic.
 */
public final class InMemoryVectorSink implements VectorSink, QuarantiningSink, HybridSink, SourceCatalog, StrayPoints {

    private final PointTable table;
    private final boolean loud;
    private final Entrance entrance = new Entrance("sink");
    private volatile @Nullable SinkSchema prepared;

    InMemoryVectorSink(PointTable table, boolean loud) {
        this.table = table;
        this.loud = loud;
    }

    /** A sink without a store, which {@link #prepare} creates. */
    public InMemoryVectorSink() {
        this(builder().table(), true);
    }

    /**
     * A sink without a store that does not report a write that its guard refuses.
     *
     * @return the sink
     */
    public static InMemoryVectorSink silent() {
        return builder().silent(true).build();
    }

    /**
     * Starts a sink.
     *
     * @return a builder; not thread-safe
     */
    public static InMemoryVectorSinkBuilder builder() {
        return new InMemoryVectorSinkBuilder();
    }

    /**
     * Opens the same points once more. Both sinks can be used; closing one does not close the other.
     *
     * @return a sink that is not prepared yet
     */
    public InMemoryVectorSink reopen() {
        return new InMemoryVectorSink(table, loud);
    }

    /**
     * How often the port was called.
     *
     * @return the live counters
     */
    public CallCounts calls() {
        return entrance.calls();
    }

    /**
     * The store itself, as its administrator sees it. Needs no preparation and works on a closed sink too.
     *
     * @return the store, the same for all sinks over it
     */
    public InMemoryCollection collection() {
        return new InMemoryCollection(table);
    }

    /**
     * All stored points of a model, see {@link InMemoryCollection#points}.
     *
     * @param key the model
     * @return its points in the order of the listing and of their chunks
     */
    public List<StoredPoint> points(ModelKey key) {
        return collection().points(key);
    }

    /**
     * The models that have points, see {@link InMemoryCollection#keys}.
     *
     * @return their keys
     */
    public Set<ModelKey> keys() {
        return collection().keys();
    }

    @Override
    public SinkIdentity prepare(SinkSchema schema) {
        entrance.enter(PortMethod.SINK_PREPARE);
        SinkIdentity identity = table.prepare(schema);
        prepared = schema;
        return identity;
    }

    @Override
    public SinkIdentity open(SinkSchema schema) {
        entrance.enter(PortMethod.SINK_OPEN);
        SinkIdentity identity = table.open(schema);
        prepared = schema;
        return identity;
    }

    @Override
    public Optional<SinkMark> mark(ModelKey key) {
        entrance.enter(PortMethod.SINK_MARK);
        return table.with(filling -> filling.mark(key));
    }

    @Override
    public boolean raiseMark(ModelKey key, String store, long expected, SinkMark next) {
        enterPrepared(PortMethod.SINK_RAISE_MARK);
        return table.with(filling -> filling.raiseMark(key, store, expected, next));
    }

    @Override
    public boolean listsInOrder(ModelKey key) {
        enterPrepared(PortMethod.SINK_LISTS_IN_ORDER);
        return table.listsInOrder(key);
    }

    @Override
    public Map<RecordId, RecordStamp> stamps(ModelKey key, Collection<RecordId> ids) {
        enterPrepared(PortMethod.SINK_STAMPS);
        Entrance.requireFewIds(ids);
        return table.stamps(key, ids);
    }

    @Override
    public void upsert(ModelKey key, long epoch, List<EmbeddedDocument> documents) {
        SinkSchema schema = enterPrepared(PortMethod.SINK_UPSERT);
        Entrance.requirePositive("epoch", epoch);
        Entrance.requirePositive("number of documents", documents.size());
        Entrance.requireStorable(schema, documents);
        table.upsert(key, epoch, documents, loud);
    }

    @Override
    public void trim(ModelKey key, long epoch, Map<RecordId, Integer> keep) {
        enterPrepared(PortMethod.SINK_TRIM);
        Entrance.requirePositive("epoch", epoch);
        keep.values().forEach(count -> Entrance.requirePositive("number of chunks to keep", count));
        table.deleteFrom(key, epoch, Map.copyOf(keep), loud);
    }

    @Override
    public void delete(ModelKey key, long epoch, Collection<RecordId> ids) {
        enterPrepared(PortMethod.SINK_DELETE);
        Entrance.requirePositive("epoch", epoch);
        Entrance.requireFewIds(ids);
        table.deleteFrom(key, epoch, ids.stream().distinct().collect(Collectors.toMap(id -> id, id -> 0)), loud);
    }

    @Override
    public IdPage ids(ModelKey key, IdRange range, int limit) {
        enterPrepared(PortMethod.SINK_IDS);
        Entrance.requirePositive("limit", limit);
        List<IdAndVersion> found = table.list(key, range, limit + 1L);
        return SinkPages.ids(found, range, limit);
    }

    @Override
    public long count(ModelKey key) {
        enterPrepared(PortMethod.SINK_COUNT);
        return table.read(key, NavigableMap::size);
    }

    @Override
    public Set<String> payloadNames(String source, Set<ModelName> models, Set<String> wanted) {
        entrance.enter(PortMethod.SINK_PAYLOAD_NAMES);
        return table.with(filling -> filling.payloadNames(source, models));
    }

    @Override
    public List<SinkHit> search(SinkQuery query) {
        entrance.enter(PortMethod.SINK_SEARCH);
        Optional.ofNullable(prepared).ifPresent(schema -> Entrance.requireDimension(schema, query.embedding()));
        return table.with(filling -> NearestPoints.of(filling.searched(query), query));
    }

    @Override
    public List<SinkHit> searchWords(SinkQuery query, String words) {
        entrance.enter(PortMethod.SINK_SEARCH_WORDS);
        Optional.ofNullable(prepared).ifPresent(schema -> Entrance.requireDimension(schema, query.embedding()));
        return table.with(filling -> WordMatches.of(filling.searched(query), query, words));
    }

    @Override
    public boolean isHybrid() {
        return true;
    }

    @Override
    public void quarantine(ModelKey key, long epoch, Collection<RecordId> ids, Quarantine quarantine) {
        enterPrepared(PortMethod.SINK_QUARANTINE);
        change(key, epoch, ids, record -> record.quarantine(epoch, quarantine));
    }

    @Override
    public void lift(ModelKey key, long epoch, Collection<RecordId> ids) {
        enterPrepared(PortMethod.SINK_LIFT);
        change(key, epoch, ids, record -> record.lift(epoch));
    }

    private void change(ModelKey key, long epoch, Collection<RecordId> ids, Consumer<StoredRecord> how) {
        Entrance.requirePositive("epoch", epoch);
        Entrance.requireFewIds(ids);
        table.change(new PointTable.Change(key, epoch, how), ids, loud);
    }

    @Override
    public QuarantinePage quarantined(ModelKey key, IdRange range, int limit) {
        enterPrepared(PortMethod.SINK_QUARANTINED);
        Entrance.requirePositive("limit", limit);
        List<QuarantinePage.Entry> found = table.quarantined(key, range, limit + 1L);
        return SinkPages.quarantined(found, range, limit);
    }

    @Override
    public StrayPage strays(ModelKey key, String after, int limit) {
        enterPrepared(PortMethod.SINK_STRAYS);
        Entrance.requirePositive("limit", limit);
        return table.with(filling -> filling.strays().list(key, after, limit));
    }

    @Override
    public void deleteStrays(ModelKey key, long epoch, Collection<String> points) {
        enterPrepared(PortMethod.SINK_DELETE_STRAYS);
        Entrance.requirePositive("epoch", epoch);
        Entrance.requireFewIds(points);
        table.with(filling -> {
            filling.strays().delete(key, epoch, points);
            return true;
        });
    }

    @Override
    public SinkIdentity identity() {
        entrance.enter(PortMethod.CATALOG_IDENTITY);
        return table.identity();
    }

    @Override
    public List<SourceContent> contents() {
        entrance.enter(PortMethod.CATALOG_CONTENTS);
        return table.with(SourceTable::contents);
    }

    @Override
    public void rename(ModelKey from, String to, long epoch) {
        entrance.enter(PortMethod.CATALOG_RENAME);
        Entrance.requirePositive("epoch", epoch);
        table.with(filling -> SourceTable.rename(filling, from, new ModelKey(to, from.model()), epoch));
    }

    @Override
    public void drop(ModelKey key, long epoch) {
        entrance.enter(PortMethod.CATALOG_DROP);
        Entrance.requirePositive("epoch", epoch);
        table.with(filling -> SourceTable.drop(filling, key, epoch));
    }

    @Override
    public void close() {
        entrance.close();
    }

    private SinkSchema enterPrepared(PortMethod method) {
        entrance.enter(method);
        SinkSchema schema = prepared;
        if (schema == null) {
            throw new IllegalStateException("The sink was not prepared before " + method);
        }
        return schema;
    }
}
