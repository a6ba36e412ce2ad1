package io.syncline.testkit.memory;

import io.syncline.api.RecordId;
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

    /** Moves a model to another source; returns whether it had points. */
    static boolean rename(Filling filling, ModelKey from, ModelKey to) {
        NavigableMap<RecordId, StoredRecord> moved = filling.records(from);
        if (moved.isEmpty() || from.equals(to)) {
            return false;
        }
        NavigableMap<RecordId, StoredRecord> present = filling.records(to);
        present.forEach((id, record) -> {
            StoredRecord original = moved.get(id);
            if (original == null || !record.isCopyOf(original)) {
                throw new SetupException("Cannot rename " + from + " to " + to.source() + ": record " + id
                        + " is stored there already and is not a copy");
            }
        });
        moved.forEach((id, record) -> present.put(id, record.of(to)));
        moved.clear();
        filling.moveMark(from, to);
        return true;
    }

    /** Deletes a model; returns whether it had points. */
    static boolean drop(Filling filling, ModelKey key) {
        boolean present = !filling.records(key).isEmpty();
        filling.remove(key);
        return present;
    }
}
