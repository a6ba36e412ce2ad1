package io.syncline.sql.internal.dialect;

import io.syncline.core.port.record.FieldValue;
import java.math.BigDecimal;

/** Numbers that a {@code double} would turn into other numbers, such as those of parcels. */
final class ExactNumber {

    /** Up to it a {@code double} distinguishes all whole numbers. */
    private static final BigDecimal GREATEST_EXACT = BigDecimal.valueOf(1L << 53);

    private ExactNumber() {}

    /** Whether a {@code double} holds a number with all digits before its decimal point. */
    static boolean fits(BigDecimal number) {
        if (number.abs().compareTo(GREATEST_EXACT) <= 0) {
            return true;
        }
        double nearest = number.doubleValue();
        return Double.isFinite(nearest) && BigDecimal.valueOf(nearest).compareTo(number) == 0;
    }

    /** A number as a whole one of 64 bits; as a text if it is none. */
    static FieldValue whole(BigDecimal number) {
        try {
            return new FieldValue.Whole(number.longValueExact());
        } catch (ArithmeticException e) {
            return new FieldValue.Text(number.toPlainString());
        }
    }
}
