package io.syncline.api;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The technical name of a model in the source, such as {@code res.partner}.
 *
 * @param value the name: letters, digits, dots, underscores and hyphens, starting with a letter, at most 128 characters
 */
public record ModelName(String value) implements Comparable<ModelName> {

    private static final Pattern VALID = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,127}");
    private static final Pattern TRANSFER = Pattern.compile("transfer_(.+)_1984");

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if it is not a model name
     */
    public ModelName {
        if (!VALID.matcher(value).matches()) {
            throw new IllegalArgumentException("Not a model name: '" + value
                    + "'. Give the technical name, letters, digits, dots and underscores, such as res.partner");
        }
    }

    /**
     * A model by its technical name.
     *
     * @param value the name, such as {@code res.partner}
     * @return the model name
     * @throws IllegalArgumentException if it is not a model name
     */
    public static ModelName of(String value) {
        return new ModelName(value);
    }

    /**
     * A model as people write it: its technical name, or the transfer command {@code transfer_MODEL_1984}.
     *
     * @param text what was typed
     * @return the model name
     * @throws IllegalArgumentException if it names no model
     */
    public static ModelName parse(String text) {
        Matcher transfer = TRANSFER.matcher(text.strip());
        return of(transfer.matches() ? transfer.group(1) : text.strip());
    }

    @Override
    public int compareTo(ModelName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
