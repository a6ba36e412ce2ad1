package io.syncline.core.port.record;

import io.syncline.api.RecordId;

/**
 * A range of record ids.
 *
 * @param after the position before the first id
 * @param upTo the position after the last id; {@link Cursor#END} for an open end
 */
public record IdRange(Cursor after, Cursor upTo) {

    /** All ids. */
    public static final IdRange ALL = new IdRange(Cursor.START, Cursor.END);

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if it ends before it begins
     */
    public IdRange {
        if (upTo.compareTo(after) < 0) {
            throw new IllegalArgumentException("Not a range of record ids: after " + after + " up to " + upTo);
        }
    }

    /**
     * The numbers of an interval.
     *
     * @param after the number before the first one
     * @param upTo the last number
     */
    public static IdRange of(long after, long upTo) {
        return new IdRange(Cursor.after(after), Cursor.after(upTo));
    }

    /** All ids after a position. */
    public static IdRange after(Cursor after) {
        return new IdRange(after, Cursor.END);
    }

    /**
     * What is left of this range once it has been read up to a position.
     *
     * @param position within this range
     */
    public IdRange remainingAfter(Cursor position) {
        return new IdRange(position, upTo);
    }

    /** Whether an id lies in the range. */
    public boolean contains(RecordId id) {
        return after.isBefore(id) && !upTo.isBefore(id);
    }
}
