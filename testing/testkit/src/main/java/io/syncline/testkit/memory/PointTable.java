package io.syncline.testkit.memory;

import io.syncline.api.RecordId;
import io.syncline.api.failure.LostRaceException;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.QuarantinePage;
import io.syncline.core.port.vector.SinkSchema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The points that {@link InMemoryVectorSink}s over the same data share. Thread-safe: one lock for all. */
final class PointTable {

    private final Map<ModelKey, NavigableMap<Long, StoredRecord>> models = new HashMap<>();
    private @Nullable SinkSchema schema;

    synchronized void prepare(SinkSchema wanted) {
        SinkSchema present = schema;
        if (present != null && present.dimension() != wanted.dimension()) {
            throw new SetupException("The sink holds vectors of " + present.dimension() + " numbers, by "
                    + present.embedder() + ", not of " + wanted.dimension() + "; use another sink for "
                    + wanted.embedder());
        }
        schema = wanted;
    }

    /** What the table was prepared for, if it was. */
    synchronized Optional<SinkSchema> schema() {
        return Optional.ofNullable(schema);
    }

    synchronized <T> T read(ModelKey key, Reader<T> reader) {
        return reader.read(records(key));
    }

    /** All records, with the points of each in the order of their chunks. */
    synchronized <T> T readAll(CrossReader<T> reader) {
        return reader.read(models);
    }

    synchronized void upsert(ModelKey key, long epoch, List<EmbeddedDocument> documents, boolean loud) {
        NavigableMap<Long, StoredRecord> records = records(key);
        if (loud) {
            documents.forEach(document -> {
                StoredRecord record = records.get(document.id().value());
                if (record != null && record.guardedFrom(epoch, document)) {
                    throw lostRace(key, document.id());
                }
            });
        }
        documents.forEach(document -> records.computeIfAbsent(document.id().value(), id -> new StoredRecord())
                .put(key, epoch, document));
    }

    /** Deletes chunks from a given one on, by record. */
    synchronized void deleteFrom(ModelKey key, long epoch, Map<RecordId, Integer> firstChunks, boolean loud) {
        NavigableMap<Long, StoredRecord> records = records(key);
        if (loud) {
            firstChunks.forEach((id, first) -> {
                StoredRecord record = records.get(id.value());
                if (record != null && record.guardedFrom(epoch, first)) {
                    throw lostRace(key, id);
                }
            });
        }
        firstChunks.forEach((id, first) -> records.computeIfPresent(id.value(), (value, record) -> {
            record.deleteFrom(epoch, first);
            return record.isEmpty() ? null : record;
        }));
    }

    /** Changes the points of existing records. */
    synchronized void change(Change change, Collection<RecordId> ids, boolean loud) {
        NavigableMap<Long, StoredRecord> records = records(change.key());
        List<StoredRecord> found = new ArrayList<>();
        for (RecordId id : ids) {
            StoredRecord record = records.get(id.value());
            if (loud && record != null && record.guardedFrom(change.epoch(), 0)) {
                throw lostRace(change.key(), id);
            }
            if (record != null) {
                found.add(record);
            }
        }
        found.forEach(change.how());
    }

    /**
     * A change of whole records.
     *
     * @param key whose records
     * @param epoch of the run
     * @param how the change of one record
     */
    record Change(ModelKey key, long epoch, Consumer<StoredRecord> how) {}

    /** The first records of a range, ascending by id. */
    synchronized List<IdAndVersion> list(ModelKey key, IdRange range, long most) {
        return inRange(key, range).map(StoredRecord::idAndVersion).limit(most).toList();
    }

    /** The first records of a range that are in quarantine, ascending by id. */
    synchronized List<QuarantinePage.Entry> quarantined(ModelKey key, IdRange range, long most) {
        return inRange(key, range)
                .flatMap(record -> record.quarantineEntry().stream())
                .limit(most)
                .toList();
    }

    private Stream<StoredRecord> inRange(ModelKey key, IdRange range) {
        return records(key).subMap(range.after(), false, range.upTo(), true).values().stream();
    }

    private NavigableMap<Long, StoredRecord> records(ModelKey key) {
        return models.computeIfAbsent(key, unused -> new TreeMap<>());
    }

    private static LostRaceException lostRace(ModelKey key, RecordId id) {
        return new LostRaceException("Record " + id + " of " + key + " was written by a newer run or in a newer state");
    }

    /** Reads the records of a model. */
    @FunctionalInterface
    interface Reader<T> {
        T read(NavigableMap<Long, StoredRecord> records);
    }

    /** Reads the records of all models. */
    @FunctionalInterface
    interface CrossReader<T> {
        T read(Map<ModelKey, NavigableMap<Long, StoredRecord>> models);
    }
}
