package io.syncline.testkit.memory;

import io.syncline.api.RecordId;
import io.syncline.api.StrayPoint;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.RecordStamp;
import io.syncline.core.port.vector.SinkMark;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The store behind {@link InMemoryVectorSink}s, as its administrator sees it: it can be inspected, lost, emptied, copied
 * and restored while sinks use it.
 *
 * <p>Thread-safe.
 */
public final class InMemoryCollection {

    private final PointTable table;

    InMemoryCollection(PointTable table) {
        this.table = table;
    }

    /** Whether the store exists: since a sink was prepared, and until it is lost. */
    public boolean exists() {
        return table.schema().isPresent();
    }

    /** The identity of the store, or empty if there is none. */
    public Optional<String> identity() {
        return table.ifPresent(Filling::id);
    }

    /**
     * What is stored of a record.
     *
     * @param key the model
     * @param id the record
     * @return its stamp, or empty if it has no point, or there is no store
     */
    public Optional<RecordStamp> stamp(ModelKey key, RecordId id) {
        return table.ifPresent(filling ->
                        Optional.ofNullable(filling.records(key).get(id)).map(StoredRecord::stamp))
                .flatMap(stamp -> stamp);
    }

    /**
     * What is stored of the records of a model.
     *
     * @param key the model
     * @return stamps by id; none if there is no store
     */
    public Map<RecordId, RecordStamp> stamps(ModelKey key) {
        return table.ifPresent(filling -> filling.records(key).values().stream()
                        .map(StoredRecord::stamp)
                        .collect(Collectors.toUnmodifiableMap(RecordStamp::id, Function.identity())))
                .orElse(Map.of());
    }

    /**
     * All stored points of a model.
     *
     * @param key the model
     * @return its points in the order of the listing and of their chunks; none if there is no store
     */
    public List<StoredPoint> points(ModelKey key) {
        return table.ifPresent(filling -> filling.records(key).values().stream()
                        .flatMap(record -> record.points().stream())
                        .toList())
                .orElse(List.of());
    }

    /** The models that have points. */
    public Set<ModelKey> keys() {
        return table.ifPresent(filling -> filling.models().entrySet().stream()
                        .filter(model -> !model.getValue().isEmpty())
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toUnmodifiableSet()))
                .orElse(Set.of());
    }

    /**
     * The mark of a model.
     *
     * @param key the model
     * @return the mark, or empty if there is none, or no store
     */
    public Optional<SinkMark> mark(ModelKey key) {
        return table.ifPresent(filling -> filling.mark(key)).flatMap(mark -> mark);
    }

    /**
     * Copies a point to another id, as a program does that gives ids of its own.
     *
     * @param id the id of the copy
     * @param point what is copied
     */
    public void copyPoint(UUID id, StoredPoint point) {
        change(filling -> filling.strays().put(id, StrayPoint.Kind.COPY, point));
    }

    /**
     * Stores a point of another application under the id of a record's chunk, which replaces that chunk.
     *
     * @param key the model of the record
     * @param id the record; it must be stored
     * @param chunk one of its chunks
     */
    public void occupyPoint(ModelKey key, RecordId id, int chunk) {
        change(filling -> {
            StoredPoint point = take(filling, key, id, chunk);
            filling.strays().put(point.id(), StrayPoint.Kind.FOREIGN, point);
        });
    }

    /**
     * Takes a field from the payload of a point, as somebody's script may.
     *
     * @param key the model
     * @param id the record
     * @param chunk the chunk
     * @param field the field, as {@link io.syncline.core.port.VectorSink} names it
     */
    public void damagePoint(ModelKey key, RecordId id, int chunk, String field) {
        change(filling -> {
            if (Set.of("source", "model_name", "point_type", "record_id").contains(field)) {
                StoredPoint point = take(filling, key, id, chunk);
                filling.strays().put(point.id(), StrayPoint.Kind.DAMAGED, point);
            } else {
                record(filling, key, id).replace(chunk, point -> point.without(field));
            }
        });
    }

    private static StoredPoint take(Filling filling, ModelKey key, RecordId id, int chunk) {
        StoredRecord record = record(filling, key, id);
        StoredPoint point = record.remove(chunk);
        if (record.isEmpty()) {
            filling.records(key).remove(id);
        }
        return point;
    }

    private static StoredRecord record(Filling filling, ModelKey key, RecordId id) {
        return Objects.requireNonNull(filling.records(key).get(id), "The record is not stored");
    }

    private void change(Consumer<Filling> change) {
        table.with(filling -> {
            change.accept(filling);
            return true;
        });
    }

    /** Deletes the store, with its identity. The next sink that is prepared creates another one; until then calls fail. */
    public void lose() {
        table.restore(null);
    }

    /** Deletes all points and marks. The identity stays. */
    public void clear() {
        table.ifPresent(filling -> {
            filling.clear();
            return true;
        });
    }

    /**
     * Deletes the points and the mark of a model, as a filter by source and model does.
     *
     * @param key the model
     */
    public void clear(ModelKey key) {
        table.ifPresent(filling -> SourceTable.drop(filling, key, Long.MAX_VALUE));
    }

    /**
     * Copies the store.
     *
     * @return a copy of everything, or of the absence of a store
     */
    public SinkSnapshot snapshot() {
        return new SinkSnapshot(table.ifPresent(Filling::copy));
    }

    /**
     * Replaces the store by a copy, which may be that of another store.
     *
     * @param snapshot what to restore: points, marks and identity
     */
    public void restore(SinkSnapshot snapshot) {
        table.restore(snapshot.filling().orElse(null));
    }
}
