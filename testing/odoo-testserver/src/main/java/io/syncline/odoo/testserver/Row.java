package io.syncline.odoo.testserver;

import java.time.LocalDateTime;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One stored record. Immutable: a write makes a new one. */
final class Row {
    private final long id;
    private final @Nullable Object[] cells;
    private final Stamp created;
    private final @Nullable Stamp written;

    Row(long id, @Nullable Object[] cells, Stamp created, @Nullable Stamp written) {
        this.id = id;
        this.cells = cells;
        this.created = created;
        this.written = written;
    }

    /** The user of a change and the begin of its transaction: UTC, to the microsecond. */
    record Stamp(LocalDateTime time, long user) {}

    long id() {
        return id;
    }

    @Nullable Object cell(int slot) {
        return slot < cells.length ? cells[slot] : null;
    }

    /** A copy of the cells to change. */
    @Nullable Object[] cells(int size) {
        return Arrays.copyOf(cells, Math.max(size, cells.length));
    }

    Stamp created() {
        return created;
    }

    /** Null where the change time is empty, as after a load by SQL. */
    @Nullable Stamp written() {
        return written;
    }

    Row with(@Nullable Object[] newCells, @Nullable Stamp stamp) {
        return new Row(id, newCells, created, stamp);
    }
}
