package io.syncline.api;

/**
 * The id of a record within its model, as the source assigned it.
 *
 * @param value a positive number of at most 63 bits
 */
public record RecordId(long value) implements Comparable<RecordId> {

    /**
     * Checks the id.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public RecordId {
        if (value <= 0) {
            throw new IllegalArgumentException("A record id must be positive, but is " + value);
        }
    }

    /**
     * An id by its number.
     *
     * @param value a positive number
     * @throws IllegalArgumentException if it is not positive
     */
    public static RecordId of(long value) {
        return new RecordId(value);
    }

    @Override
    public int compareTo(RecordId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
