package io.syncline.testkit.memory;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import org.jspecify.annotations.Nullable;

/** A change of a record, applied when its transaction commits. */
record RowChange(ModelName model, RecordId id, Edit edit) {

    /** Makes a row from the previous one, null standing for no row. */
    @FunctionalInterface
    interface Edit {
        @Nullable Row apply(@Nullable Row before, long stampMicros);
    }

    /** Edits a row that must exist. */
    @FunctionalInterface
    interface PresentEdit {
        @Nullable Row apply(Row before, long stampMicros);
    }

    static RowChange ofPresent(ModelName model, RecordId id, PresentEdit edit) {
        return new RowChange(model, id, (before, stamp) -> {
            if (before == null) {
                throw new IllegalStateException("There is no record " + id + " of " + model);
            }
            return edit.apply(before, stamp);
        });
    }
}
