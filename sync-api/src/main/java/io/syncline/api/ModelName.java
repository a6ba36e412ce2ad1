package io.syncline.api;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The technical name of a model in the source, such as {@code res.partner}.
 *
 * @param value letters, digits, dots, underscores and hyphens, starting with a letter, at most 128 characters
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
                    + "'. Use the technical name, such as res.partner: letters, digits, dots, underscores, hyphens");
        }
    }

    /**
     * A model by its technical name.
     *
     * @param value the name, such as {@code res.partner}
     * @throws IllegalArgumentException if it is not a model name
     */
    public static ModelName of(String value) {
        return new ModelName(value);
    }

    /**
     * Parses what a person typed: the technical name, or the transfer command {@code transfer_MODEL_1984}. White space
     * around it is ignored.
     *
     * @throws IllegalArgumentException if it contains no model name
     */
    public static ModelName parse(String text) {
        Matcher transfer = TRANSFER.matcher(text.strip());
        return of(transfer.matches() ? transfer.group(1) : text.strip());
    }

    /** Whether a text is a transfer command, such as {@code transfer_res.partner_1984}. White space around it is ignored. */
    public static boolean isTransfer(String text) {
        Matcher transfer = TRANSFER.matcher(text.strip());
        return transfer.matches() && VALID.matcher(transfer.group(1)).matches();
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
