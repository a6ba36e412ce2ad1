package io.syncline.testkit.memory;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.failure.LostRaceException;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.RecordStamp;
import io.syncline.core.port.vector.SinkHit;
import io.syncline.core.port.vector.SinkIdentity;
import io.syncline.core.port.vector.SinkMark;
import io.syncline.core.port.vector.SinkQuery;
import io.syncline.core.port.vector.SinkSchema;
import io.syncline.testkit.CallCounts;
import io.syncline.testkit.PortMethod;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A sink that stores stamps but no texts, payloads or vectors, for benchmarks with a small heap: about 55 bytes a
 * record with content hashes of 32 bytes, where ids are dense. It cannot search. Content hashes must be lower-case
 * hexadecimal and of one length within a model. Its guard works by record, not by point.
 *
 * <p>Thread-safe.
 */
public final class CountingVectorSink implements VectorSink {

    private static final SinkIdentity IDENTITY = new SinkIdentity("counting", "counting sink");

    private final SyntheticKeys keys;
    private final Map<ModelKey, StampTable> tables = new HashMap<>();
    private final Map<ModelKey, SinkMark> marks = new HashMap<>();
    private final Entrance entrance = new Entrance("sink");
    private long documents;
    private long chunks;

    /** A sink without points, for records whose ids are numbers. */
    public CountingVectorSink() {
        this(SyntheticKeys.NUMBERS);
    }

    /**
     * A sink without points.
     *
     * @param keys what the ids of the records are
     */
    public CountingVectorSink(SyntheticKeys keys) {
        this.keys = keys;
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
     * How many documents were upserted, repetitions included.
     *
     * @return a number of documents
     */
    public synchronized long upsertedDocuments() {
        return documents;
    }

    /**
     * How many chunks were upserted, repetitions included.
     *
     * @return a number of chunks
     */
    public synchronized long upsertedChunks() {
        return chunks;
    }

    @Override
    public SinkIdentity prepare(SinkSchema schema) {
        entrance.enter(PortMethod.SINK_PREPARE);
        return IDENTITY;
    }

    @Override
    public SinkIdentity open(SinkSchema schema) {
        entrance.enter(PortMethod.SINK_OPEN);
        return IDENTITY;
    }

    @Override
    public synchronized Optional<SinkMark> mark(ModelKey key) {
        entrance.enter(PortMethod.SINK_MARK);
        return Optional.ofNullable(marks.get(key));
    }

    @Override
    public synchronized boolean raiseMark(ModelKey key, String store, long expected, SinkMark next) {
        entrance.enter(PortMethod.SINK_RAISE_MARK);
        SinkMark present = marks.get(key);
        if ((present == null ? 0 : present.value()) != expected) {
            return false;
        }
        marks.put(key, next);
        return true;
    }

    @Override
    public boolean listsInOrder(ModelKey key) {
        entrance.enter(PortMethod.SINK_LISTS_IN_ORDER);
        return true;
    }

    @Override
    public synchronized Map<RecordId, RecordStamp> stamps(ModelKey key, Collection<RecordId> ids) {
        entrance.enter(PortMethod.SINK_STAMPS);
        Entrance.requireFewIds(ids);
        StampTable table = table(key);
        Map<RecordId, RecordStamp> stamps = new HashMap<>();
        ids.forEach(id -> table.stamp(id).ifPresent(stamp -> stamps.put(id, stamp)));
        return stamps;
    }

    @Override
    public synchronized void upsert(ModelKey key, long epoch, List<EmbeddedDocument> upserted) {
        entrance.enter(PortMethod.SINK_UPSERT);
        StampTable table = table(key);
        for (EmbeddedDocument document : upserted) {
            requireUnguarded(key, document.id(), table.guardedFrom(document.id(), epoch, document.sourceVersion()));
        }
        for (EmbeddedDocument document : upserted) {
            table.put(epoch, document);
            documents++;
            chunks += document.chunks().size();
        }
    }

    @Override
    public synchronized void trim(ModelKey key, long epoch, Map<RecordId, Integer> keep) {
        entrance.enter(PortMethod.SINK_TRIM);
        StampTable table = table(key);
        keep.keySet().forEach(id -> requireUnguarded(key, id, table.guardedFrom(id, epoch, Long.MAX_VALUE)));
        keep.forEach(table::trim);
    }

    @Override
    public synchronized void delete(ModelKey key, long epoch, Collection<RecordId> ids) {
        entrance.enter(PortMethod.SINK_DELETE);
        Entrance.requireFewIds(ids);
        StampTable table = table(key);
        ids.forEach(id -> requireUnguarded(key, id, table.guardedFrom(id, epoch, Long.MAX_VALUE)));
        ids.forEach(table::remove);
    }

    @Override
    public synchronized IdPage ids(ModelKey key, IdRange range, int limit) {
        entrance.enter(PortMethod.SINK_IDS);
        Entrance.requirePositive("limit", limit);
        List<IdAndVersion> found = table(key).list(range, limit + 1L);
        boolean end = found.size() <= limit;
        List<IdAndVersion> page = end ? found : found.subList(0, limit);
        Cursor last = page.isEmpty()
                ? range.after()
                : Cursor.after(page.get(page.size() - 1).id());
        return new IdPage(page, last, end);
    }

    @Override
    public synchronized long count(ModelKey key) {
        entrance.enter(PortMethod.SINK_COUNT);
        return table(key).count();
    }

    @Override
    public Set<String> payloadNames(String source, Set<ModelName> models, Set<String> wanted) {
        entrance.enter(PortMethod.SINK_PAYLOAD_NAMES);
        return Set.of();
    }

    @Override
    public List<SinkHit> search(SinkQuery query) {
        entrance.enter(PortMethod.SINK_SEARCH);
        throw new SetupException("A counting sink stores no vectors; search in another sink");
    }

    @Override
    public void close() {
        entrance.close();
    }

    private StampTable table(ModelKey key) {
        return tables.computeIfAbsent(key, unused -> new StampTable(keys));
    }

    private static void requireUnguarded(ModelKey key, RecordId id, boolean guarded) {
        if (guarded) {
            throw new LostRaceException(
                    "Record " + id + " of " + key + " was written by a newer run or in a newer state");
        }
    }
}
