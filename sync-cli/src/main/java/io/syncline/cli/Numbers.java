package io.syncline.cli;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/** Converts numbers of the command line; picocli's own messages name Java's types. */
final class Numbers {

    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,18})?");

    private Numbers() {}

    static Long whole(String text) {
        if (!WHOLE.matcher(text).matches()) {
            throw new TypeConversionException("'" + text + "' is not a whole number");
        }
        return Long.valueOf(text);
    }

    /** A whole number that is at most {@link Integer#MAX_VALUE}. */
    static Integer small(String text) {
        long value = whole(text);
        if (Math.abs(value) > Integer.MAX_VALUE) {
            throw new TypeConversionException("'" + text + "' is too large");
        }
        return (int) value;
    }

    static BigDecimal decimal(String text) {
        if (!DECIMAL.matcher(text).matches()) {
            throw new TypeConversionException("'" + text + "' is not a number such as 0.5");
        }
        return new BigDecimal(text);
    }
}
