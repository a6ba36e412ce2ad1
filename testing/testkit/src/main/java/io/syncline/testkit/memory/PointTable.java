package io.syncline.testkit.memory;

import io.syncline.api.RecordId;
import io.syncline.api.failure.LostRaceException;
import io.syncline.api.failure.MissingStoreException;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.QuarantinePage;
import io.syncline.core.port.vector.RecordStamp;
import io.syncline.core.port.vector.SinkIdentity;
import io.syncline.core.port.vector.SinkSchema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The store that {@link InMemoryVectorSink}s over the same data share. Thread-safe: one lock for all. */
final class PointTable {

    private final String name;
    private final IdOrder order;
    private final Supplier<String> newIds;
    private @Nullable Filling filling;

    /**
     * A store that does not exist until it is prepared.
     *
     * @param name for people
     * @param order in which it lists records
     * @param newIds the identity of each creation
     */
    PointTable(String name, IdOrder order, Supplier<String> newIds) {
        this.name = name;
        this.order = order;
        this.newIds = newIds;
    }

    synchronized SinkIdentity prepare(SinkSchema wanted) {
        if (filling == null) {
            filling = new Filling(order, newIds.get(), wanted);
        }
        return opened(wanted);
    }

    synchronized SinkIdentity open(SinkSchema wanted) {
        return opened(wanted);
    }

    private SinkIdentity opened(SinkSchema wanted) {
        SinkSchema present = existing().schema();
        if (present.dimension() != wanted.dimension()) {
            throw new SetupException("The sink holds vectors of " + present.dimension() + " numbers, by "
                    + present.embedder() + ", not of " + wanted.dimension() + "; use another sink for "
                    + wanted.embedder());
        }
        return identity();
    }

    synchronized SinkIdentity identity() {
        return new SinkIdentity(existing().id(), name);
    }

    /** What the store was created for, if it exists. */
    synchronized Optional<SinkSchema> schema() {
        return Optional.ofNullable(filling).map(Filling::schema);
    }

    /** Replaces everything, or deletes the store. */
    synchronized void restore(@Nullable Filling other) {
        filling = other == null ? null : other.copy();
    }

    /** Reads or changes the store, which must exist. */
    synchronized <T> T with(Function<Filling, T> use) {
        return use.apply(existing());
    }

    /** Reads or changes the store, if it exists. */
    synchronized <T> Optional<T> ifPresent(Function<Filling, T> use) {
        return Optional.ofNullable(filling).map(use);
    }

    private Filling existing() {
        Filling present = filling;
        if (present == null) {
            throw new MissingStoreException("There is no " + name + ". Run a sync to create it");
        }
        return present;
    }

    /** The stamps of some records. */
    Map<RecordId, RecordStamp> stamps(ModelKey key, Collection<RecordId> ids) {
        return read(
                key,
                records -> ids.stream()
                        .distinct()
                        .map(id -> records.get(id))
                        .filter(Objects::nonNull)
                        .map(StoredRecord::stamp)
                        .collect(Collectors.toUnmodifiableMap(RecordStamp::id, Function.identity())));
    }

    synchronized <T> T read(ModelKey key, Reader<T> reader) {
        return reader.read(records(key));
    }

    synchronized boolean listsInOrder(ModelKey key) {
        return order.ascends(records(key));
    }

    synchronized void upsert(ModelKey key, long epoch, List<EmbeddedDocument> documents, boolean loud) {
        NavigableMap<RecordId, StoredRecord> records = records(key);
        if (loud) {
            documents.forEach(document -> {
                StoredRecord record = records.get(document.id());
                if (record != null && record.guardedFrom(epoch, document)) {
                    throw lostRace(key, document.id());
                }
            });
        }
        StrayTable strays = existing().strays();
        documents.forEach(document -> strays.check(key, epoch, document));
        documents.forEach(document -> {
            strays.replaceWith(key, document);
            records.computeIfAbsent(document.id(), id -> new StoredRecord()).put(key, epoch, document);
        });
    }

    /** Deletes chunks from a given one on, by record. */
    synchronized void deleteFrom(ModelKey key, long epoch, Map<RecordId, Integer> firstChunks, boolean loud) {
        NavigableMap<RecordId, StoredRecord> records = records(key);
        if (loud) {
            firstChunks.forEach((id, first) -> {
                StoredRecord record = records.get(id);
                if (record != null && record.guardedFrom(epoch, first)) {
                    throw lostRace(key, id);
                }
            });
        }
        firstChunks.forEach((id, first) -> records.computeIfPresent(id, (value, record) -> {
            record.deleteFrom(epoch, first);
            return record.isEmpty() ? null : record;
        }));
    }

    /** Changes the points of existing records. */
    synchronized void change(Change change, Collection<RecordId> ids, boolean loud) {
        NavigableMap<RecordId, StoredRecord> records = records(change.key());
        List<StoredRecord> found = new ArrayList<>();
        for (RecordId id : ids) {
            StoredRecord record = records.get(id);
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
        return order.within(records(key), range);
    }

    private NavigableMap<RecordId, StoredRecord> records(ModelKey key) {
        return existing().records(key);
    }

    private static LostRaceException lostRace(ModelKey key, RecordId id) {
        return new LostRaceException("Record " + id + " of " + key + " was written by a newer run or in a newer state");
    }

    /** Reads the records of a model. */
    @FunctionalInterface
    interface Reader<T> {
        T read(NavigableMap<RecordId, StoredRecord> records);
    }
}
