package io.syncline.cli;

import io.syncline.api.RecordId;
import picocli.CommandLine.TypeConversionException;

/**
 * Ids of records on the command line and in its output: {@code 4711} is a number, and {@code "4711"}, in double quotes, a
 * text. Other texts need no quotes.
 */
final class WrittenIds {

    private static final char QUOTE = '"';

    private WrittenIds() {}

    /** Converts an argument. */
    static RecordId parse(String written) {
        try {
            RecordId id = isQuoted(written)
                    ? RecordId.of(written.substring(1, written.length() - 1))
                    : RecordId.parse(written);
            if (!id.isNumber() && written.startsWith("-")) {
                throw new TypeConversionException(
                        "'" + written + "' looks like an option; put an id that begins with a hyphen in double quotes");
            }
            return id;
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("'" + written + "' is not an id: " + e.getMessage());
        }
    }

    static boolean isQuoted(String written) {
        return written.length() > 2 && written.charAt(0) == QUOTE && written.charAt(written.length() - 1) == QUOTE;
    }

    /** The id for people, in a form that {@link #parse} reads. */
    static String shown(RecordId id) {
        boolean ambiguous = !id.isNumber()
                && (RecordId.parse(id.text()).isNumber()
                        || isQuoted(id.text())
                        || id.text().startsWith("-"));
        return ambiguous ? QUOTE + id.text() + QUOTE : id.toString();
    }
}
