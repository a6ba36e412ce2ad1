package io.syncline.sql.internal.key;

import java.util.List;

/**
 * Which rows come after a position, by the values of their key: all, none, or those whose first columns are greater than
 * some values.
 *
 * @param place which
 * @param values values of the first columns of the key, one or more if it is {@link Place#AT}
 * @param inclusive whether rows with exactly these values come after the position too
 */
public record KeyBound(Place place, List<Object> values, boolean inclusive) {

    /** All rows come after the position. */
    static final KeyBound ALL = new KeyBound(Place.ALL, List.of(), true);

    /** No row comes after the position. */
    static final KeyBound NONE = new KeyBound(Place.NONE, List.of(), false);

    /** Which rows come after a position. */
    public enum Place {
        /** All rows. */
        ALL,
        /** Those after some values. */
        AT,
        /** No row. */
        NONE
    }

    /** Copies the list. */
    public KeyBound {
        values = List.copyOf(values);
    }

    static KeyBound after(List<Object> values) {
        return new KeyBound(Place.AT, values, false);
    }

    static KeyBound from(List<Object> values) {
        return new KeyBound(Place.AT, values, true);
    }
}
