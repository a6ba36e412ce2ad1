package io.syncline.sql.internal.replication;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Values of a row as texts, by the position of their column. Holds values of rows: has no text of its own. */
public final class RowState {

    private final @Nullable String[] values;

    RowState(@Nullable String[] values) {
        this.values = Arrays.copyOf(values, values.length);
    }

    /**
     * The value of a column.
     *
     * @param column its position
     * @return empty if it is null, or was not sent
     */
    public Optional<String> value(int column) {
        return column < values.length ? Optional.ofNullable(values[column]) : Optional.empty();
    }

    @Override
    public String toString() {
        return values.length + " values";
    }
}
