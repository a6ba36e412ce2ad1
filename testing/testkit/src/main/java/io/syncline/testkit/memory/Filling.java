package io.syncline.testkit.memory;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.SinkMark;
import io.syncline.core.port.vector.SinkQuery;
import io.syncline.core.port.vector.SinkSchema;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What a store in memory holds since it was created. Guarded by the lock of {@link PointTable}. */
final class Filling {

    private final IdOrder order;
    private final String id;
    private final Map<ModelKey, NavigableMap<RecordId, StoredRecord>> models = new HashMap<>();
    private final Map<ModelKey, SinkMark> marks = new HashMap<>();
    private final StrayTable strays = new StrayTable();
    private SinkSchema schema;

    Filling(IdOrder order, String id, SinkSchema schema) {
        this.order = order;
        this.id = id;
        this.schema = schema;
    }

    String id() {
        return id;
    }

    SinkSchema schema() {
        return schema;
    }

    void use(SinkSchema other) {
        schema = other;
    }

    Map<ModelKey, NavigableMap<RecordId, StoredRecord>> models() {
        return models;
    }

    NavigableMap<RecordId, StoredRecord> records(ModelKey key) {
        return models.computeIfAbsent(key, unused -> order.newMap());
    }

    StrayTable strays() {
        return strays;
    }

    /** The records that a search compares. */
    Stream<StoredRecord> searched(SinkQuery query) {
        return models.entrySet().stream()
                .filter(model -> isSearched(model.getKey(), query))
                .flatMap(model -> model.getValue().values().stream());
    }

    private static boolean isSearched(ModelKey key, SinkQuery query) {
        return key.source().equals(query.source()) && query.searches(key.model());
    }

    /** The names of all payload entries of some models. */
    Set<String> payloadNames(String source, Set<ModelName> of) {
        Set<String> names = new TreeSet<>();
        models.forEach((key, records) -> {
            if (key.source().equals(source) && (of.isEmpty() || of.contains(key.model()))) {
                records.values()
                        .forEach(record -> record.points()
                                .forEach(point ->
                                        names.addAll(point.payload().values().keySet())));
            }
        });
        return names;
    }

    Optional<SinkMark> mark(ModelKey key) {
        return Optional.ofNullable(marks.get(key));
    }

    boolean raiseMark(ModelKey key, String store, long expected, SinkMark next) {
        Entrance.requirePositive("difference of the marks", next.value() - expected);
        if (!id.equals(store) || mark(key).map(SinkMark::value).orElse(0L) != expected) {
            return false;
        }
        marks.put(key, next);
        return true;
    }

    /** Forgets a model with its mark. */
    void remove(ModelKey key) {
        models.remove(key);
        marks.remove(key);
        strays.clear(key);
    }

    /** Forgets everything but the identity. */
    void clear() {
        models.clear();
        marks.clear();
        strays.clear();
    }

    /** Moves the mark of a model to another one, unless that has a greater one. */
    void moveMark(ModelKey from, ModelKey to) {
        mark(from)
                .filter(mark -> mark(to).map(SinkMark::value).orElse(0L) < mark.value())
                .ifPresent(mark -> marks.put(to, mark));
        marks.remove(from);
    }

    Filling copy() {
        Filling copy = new Filling(order, id, schema);
        copy.marks.putAll(marks);
        copy.strays.putAll(strays);
        models.forEach((key, records) ->
                records.forEach((record, stored) -> copy.records(key).put(record, stored.copy())));
        return copy;
    }
}
