package io.syncline.core.port.record;

import io.syncline.api.RecordId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A position in a listing: before all records, right after one record, or after all records.
 *
 * <p>Ordered like the records. Immutable.
 */
public final class Cursor implements Comparable<Cursor> {

    /** Before all records. */
    public static final Cursor START = new Cursor(Place.START, null);

    /** After all records. */
    public static final Cursor END = new Cursor(Place.END, null);

    private enum Place {
        START,
        AT,
        END
    }

    private final Place place;
    private final @Nullable RecordId id;

    private Cursor(Place place, @Nullable RecordId id) {
        this.place = place;
        this.id = id;
    }

    /** Right after a record, which need not exist. */
    public static Cursor after(RecordId id) {
        return new Cursor(Place.AT, id);
    }

    /** Right after the record of a number. */
    public static Cursor after(long number) {
        return after(RecordId.of(number));
    }

    /** Whether this is the position before all records. */
    public boolean isStart() {
        return place == Place.START;
    }

    /** Whether this is the position after all records. */
    public boolean isEnd() {
        return place == Place.END;
    }

    /**
     * The record that the position is right after.
     *
     * @throws IllegalStateException if this is the start or the end
     */
    public RecordId id() {
        if (id == null) {
            throw new IllegalStateException("The position is the " + this + " of the listing, not at a record");
        }
        return id;
    }

    /** Whether a record comes after this position. */
    public boolean isBefore(RecordId record) {
        return place == Place.START || (id != null && id.compareTo(record) < 0);
    }

    /** The greater of two positions. */
    public static Cursor max(Cursor a, Cursor b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    /** The smaller of two positions. */
    public static Cursor min(Cursor a, Cursor b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    @Override
    public int compareTo(Cursor other) {
        return id != null && other.id != null ? id.compareTo(other.id) : place.compareTo(other.place);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Cursor that && place == that.place && Objects.equals(id, that.id);
    }

    @Override
    public int hashCode() {
        return id == null ? place.hashCode() : id.hashCode();
    }

    /** The id of the record, {@code start} or {@code end}. */
    @Override
    public String toString() {
        return switch (place) {
            case START -> "start";
            case AT -> String.valueOf(id);
            case END -> "end";
        };
    }
}
