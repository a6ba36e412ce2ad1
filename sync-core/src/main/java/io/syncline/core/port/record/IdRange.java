package io.syncline.core.port.record;

/**
 * A range of record ids.
 *
 * @param after the id before the first one, exclusive; 0 for the beginning
 * @param upTo the last id, inclusive; {@link Long#MAX_VALUE} for an open end
 */
public record IdRange(long after, long upTo) {

    /** All ids. */
    public static final IdRange ALL = new IdRange(0, Long.MAX_VALUE);

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if it begins below 0 or ends before it begins
     */
    public IdRange {
        if (after < 0 || upTo < after) {
            throw new IllegalArgumentException("Not a range of record ids: after " + after + " up to " + upTo);
        }
    }

    /**
     * All ids after a given one.
     *
     * @param after the id before the first one, exclusive
     * @return a range with an open end
     */
    public static IdRange after(long after) {
        return new IdRange(after, Long.MAX_VALUE);
    }

    /**
     * What is left of this range once it has been read up to an id.
     *
     * @param id the last id read, within this range
     * @return the remaining range, possibly empty
     */
    public IdRange from(long id) {
        return new IdRange(id, upTo);
    }

    /**
     * Whether an id lies in the range.
     *
     * @param id an id
     * @return true if it does
     */
    public boolean contains(long id) {
        return id > after && id <= upTo;
    }
}
