package io.syncline.testkit.memory;

import io.syncline.api.failure.SetupException;
import io.syncline.core.port.vector.ReindexStatus;
import io.syncline.core.port.vector.SinkSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The collections behind a name, and the role of each. Thread-safe. */
final class NamedCollections {

    private final Map<String, PointTable> tables = new LinkedHashMap<>();
    private int created;
    private String serving = create();
    private Optional<String> building = Optional.empty();
    private Optional<String> previous = Optional.empty();

    private String create() {
        created++;
        String name = "collection-" + created;
        tables.put(name, new PointTable());
        return name;
    }

    synchronized PointTable table(String name) {
        return Objects.requireNonNull(tables.get(name), name);
    }

    synchronized PointTable serving() {
        return table(serving);
    }

    /** The serving collection, once a sink was prepared in it. */
    synchronized String requireServing() {
        if (serving().schema().isEmpty()) {
            throw new SetupException("There is no collection to replace. Run a sync first");
        }
        return serving;
    }

    synchronized ReindexStatus status() {
        List<String> idle = tables.keySet().stream()
                .filter(name ->
                        !name.equals(serving) && building.filter(name::equals).isEmpty())
                .toList();
        return new ReindexStatus(
                serving().schema().map(schema -> serving), building, previous.filter(tables::containsKey), idle);
    }

    /** The collection that is being built for an embedder, new unless it was begun before. */
    synchronized PointTable build(SinkSchema schema) {
        requireServing();
        String name = building.orElseGet(this::create);
        PointTable table = table(name);
        table.schema()
                .map(SinkSchema::embedder)
                .filter(begun -> !begun.equals(schema.embedder()))
                .ifPresent(begun -> {
                    throw new SetupException("Collection " + name + " is being built for " + begun + ", not for "
                            + schema.embedder() + ". Finish that reindex, or abandon it");
                });
        building = Optional.of(name);
        return table;
    }

    synchronized String requireBuilding() {
        return building.orElseThrow(() -> new SetupException(
                "There is no new collection to replace " + serving + ". Begin a reindex, and sync into it"));
    }

    synchronized void switchOver() {
        previous = Optional.of(serving);
        serving = requireBuilding();
        building = Optional.empty();
    }

    synchronized String rollback() {
        serving = status().previous()
                .orElseThrow(() -> new SetupException(
                        "Cannot roll back: the collection that served before " + serving + " does not exist"));
        previous = Optional.empty();
        return serving;
    }

    synchronized List<String> dropIdle() {
        List<String> idle = status().idle();
        tables.keySet().removeAll(idle);
        return idle;
    }

    synchronized Optional<String> abandon() {
        Optional<String> dropped = building;
        dropped.ifPresent(tables::remove);
        building = Optional.empty();
        return dropped;
    }
}
