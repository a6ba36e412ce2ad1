package io.syncline.sql.internal.dialect;

import java.util.Locale;

/**
 * A column as the driver describes it.
 *
 * @param name its name
 * @param type its type in {@link java.sql.Types}
 * @param typeName its type as the database names it
 * @param precision digits of a number, 0 if unknown
 * @param scale decimals of a number
 * @param required whether it is declared not to be null
 */
public record SqlColumn(String name, int type, String typeName, int precision, int scale, boolean required) {

    /** The column as one of times, which its type does not say. */
    public SqlColumn ofTimes() {
        return new SqlColumn(name, type, "timestamp", precision, scale, required);
    }

    /** The name of the type in lower case, without a length such as {@code (20)}. */
    public String plainType() {
        String name = typeName.toLowerCase(Locale.ROOT);
        // asked for each value that is read, and most types have no length in their names
        return (name.indexOf('(') < 0 ? name : name.replaceAll("\\(.*?\\)", "")).strip();
    }
}
