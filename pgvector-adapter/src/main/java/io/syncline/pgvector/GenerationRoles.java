package io.syncline.pgvector;

import io.syncline.api.failure.SetupException;
import io.syncline.core.port.vector.ReindexStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The generations of a collection: the one that the view reads, the one that a reindex fills, and those that served before.
 *
 * @param serving the one that the view reads
 * @param building the one that is being built
 * @param idle the others, in the order of their creation
 * @param previous the one that a rollback returns to
 */
record GenerationRoles(
        Optional<Generation> serving, Optional<Generation> building, List<Generation> idle, Optional<String> previous) {

    static GenerationRoles read(Connection connection, PgvectorNames names) throws SQLException {
        CollectionTables tables = CollectionTables.find(connection, names);
        Optional<Generation> serving = tables.serving();
        Optional<Generation> building = Optional.empty();
        List<Generation> idle = new ArrayList<>();
        for (Generation generation : tables.complete()) {
            if (serving.filter(generation::equals).isPresent()) {
                continue;
            }
            if (building.isEmpty()
                    && CollectionFacts.read(connection, generation).isBuilding()) {
                building = Optional.of(generation);
            } else {
                idle.add(generation);
            }
        }
        Optional<String> previous = serving.isEmpty()
                ? Optional.empty()
                : CollectionFacts.read(connection, serving.get()).note(CollectionFacts.PREVIOUS);
        return new GenerationRoles(serving, building, idle, previous);
    }

    ReindexStatus status() {
        List<String> unused = idle.stream().map(Generation::table).toList();
        return new ReindexStatus(
                serving.map(Generation::table),
                building.map(Generation::table),
                previous.filter(unused::contains),
                unused);
    }

    Generation requireServing(PgvectorNames names) {
        return serving.orElseThrow(() -> new SetupException(
                "There is no collection " + names.view() + " to replace" + restored() + ". Run a sync first"));
    }

    private String restored() {
        return idle.isEmpty() ? "" : "; the view was dropped, and " + status().idle() + " are left";
    }

    Generation requireBuilding(PgvectorNames names) {
        return building.orElseThrow(() -> new SetupException("There is no new collection to replace "
                + requireServing(names).table() + ". Begin a reindex, and sync into it"));
    }

    /** The generation of a name that served before, or serves. */
    Generation requireComplete(String name) {
        Optional<Generation> named = serving.filter(
                        generation -> generation.table().equals(name))
                .or(() -> idle.stream()
                        .filter(generation -> generation.table().equals(name))
                        .findFirst());
        return named.orElseThrow(() -> new SetupException("Collection " + name + " cannot serve: "
                + (building.filter(generation -> generation.table().equals(name))
                                .isPresent()
                        ? "it is being built"
                        : "there is none of that name")
                + (idle.isEmpty() ? "" : ". These can: " + String.join(", ", status().idle()))));
    }
}
