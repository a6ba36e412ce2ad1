package io.syncline.testkit.memory;

import io.syncline.api.RecordId;
import io.syncline.api.failure.LostRaceException;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.SinkMark;
import io.syncline.core.port.vector.SourceContent;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;

/** What a store in memory holds by source, and how it changes hands. */
final class SourceTable {

    private SourceTable() {}

    static List<SourceContent> contents(Filling filling) {
        return filling.models().entrySet().stream()
                .filter(model -> !model.getValue().isEmpty())
                .map(model -> new SourceContent(
                        model.getKey(),
                        model.getValue().size(),
                        filling.mark(model.getKey()).flatMap(SinkMark::database)))
                .sorted(Comparator.comparing(
                                (SourceContent content) -> content.key().source())
                        .thenComparing(content -> content.key().model()))
                .toList();
    }

    /** Moves a model to another source. */
    static Filling rename(Filling filling, ModelKey from, ModelKey to, long epoch) {
        if (from.equals(to)) {
            return filling;
        }
        refuseNewer(filling, from, epoch);
        refuseNewer(filling, to, epoch);
        NavigableMap<RecordId, StoredRecord> moved = filling.records(from);
        NavigableMap<RecordId, StoredRecord> present = filling.records(to);
        if (!moved.isEmpty()) {
            requireCopies(present, moved, from, to);
        }
        moved.forEach((id, record) -> present.put(id, record.of(to)));
        moved.clear();
        filling.moveMark(from, to);
        return filling;
    }

    private static void requireCopies(
            NavigableMap<RecordId, StoredRecord> present,
            NavigableMap<RecordId, StoredRecord> moved,
            ModelKey from,
            ModelKey to) {
        present.forEach((id, record) -> {
            StoredRecord original = moved.get(id);
            if (original == null || !record.isCopyOf(original)) {
                throw new SetupException("Cannot rename " + from + " to " + to.source() + ": record " + id
                        + " is stored there already and is not a copy");
            }
        });
    }

    /** Deletes a model. */
    static Filling drop(Filling filling, ModelKey key, long epoch) {
        refuseNewer(filling, key, epoch);
        filling.remove(key);
        return filling;
    }

    private static void refuseNewer(Filling filling, ModelKey key, long epoch) {
        if (filling.records(key).values().stream().anyMatch(record -> record.guardedFrom(epoch, 0))) {
            throw new LostRaceException("Points of " + key + " were written by a newer run; nothing was changed");
        }
    }
}
