package io.syncline.testkit.memory;

import io.syncline.api.failure.SetupException;
import io.syncline.core.port.vector.ReindexStatus;
import io.syncline.core.port.vector.SinkSchema;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The collections behind a name, and the role of each. Thread-safe. */
final class NamedCollections {

    private final InstantSource clock;
    private final Map<String, PointTable> tables = new LinkedHashMap<>();
    private final Map<String, Instant> idleSince = new HashMap<>();
    private int created;
    private String serving = create();
    private Optional<String> building = Optional.empty();
    private Optional<String> previous = Optional.empty();
    private Optional<String> condition = Optional.empty();

    NamedCollections(InstantSource clock) {
        this.clock = clock;
    }

    private String create() {
        created++;
        String name = "collection-" + created;
        tables.put(name, InMemoryVectorSink.builder().table());
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
    synchronized PointTable build(SinkSchema schema, Set<String> sources) {
        requireServing();
        requireNamed(sources);
        building.flatMap(name -> table(name).schema())
                .map(SinkSchema::embedder)
                .filter(begun -> !begun.equals(schema.embedder()))
                .ifPresent(begun -> {
                    throw new SetupException("Collection " + building.orElse("") + " is being built for " + begun
                            + ", not for " + schema.embedder() + ". Finish that reindex, or abandon it");
                });
        String name = building.orElseGet(this::create);
        building = Optional.of(name);
        return table(name);
    }

    private void requireNamed(Set<String> sources) {
        List<String> others = serving().with(SourceTable::contents).stream()
                .map(content -> content.key().source())
                .filter(source -> !sources.contains(source))
                .distinct()
                .toList();
        if (!others.isEmpty()) {
            throw new SetupException("Collection " + serving + " has records of " + others
                    + ", which would not be synced into the new one. Drop or rename those sources first");
        }
    }

    synchronized String requireBuilding() {
        return building.orElseThrow(() -> new SetupException(
                "There is no new collection to replace " + serving + ". Begin a reindex, and sync into it"));
    }

    synchronized void setCondition(String text) {
        requireBuilding();
        condition = Optional.of(text);
    }

    synchronized Optional<String> condition() {
        return condition;
    }

    synchronized void switchOver() {
        previous = Optional.of(serving);
        idleSince.put(serving, clock.instant());
        condition = Optional.empty();
        serving = requireBuilding();
        building = Optional.empty();
    }

    synchronized void rollback(String collection) {
        if (collection.equals(serving)) {
            return;
        }
        if (!tables.containsKey(collection)
                || building.filter(collection::equals).isPresent()) {
            throw new SetupException(
                    "Cannot roll back to " + collection + ": collections that served before are " + status().idle());
        }
        previous = Optional.empty();
        idleSince.put(serving, clock.instant());
        serving = collection;
    }

    synchronized List<String> dropIdle(Duration grace) {
        Instant latest = clock.instant().minus(grace);
        List<String> idle = status().idle().stream()
                .filter(name -> !idleSince.getOrDefault(name, Instant.MIN).isAfter(latest))
                .toList();
        tables.keySet().removeAll(idle);
        return idle;
    }

    synchronized Optional<String> abandon() {
        Optional<String> dropped = building;
        dropped.ifPresent(tables::remove);
        building = Optional.empty();
        condition = Optional.empty();
        return dropped;
    }
}
