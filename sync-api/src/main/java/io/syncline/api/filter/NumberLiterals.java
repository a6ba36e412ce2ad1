package io.syncline.api.filter;

import java.math.BigDecimal;

/** Reads numbers of conditions. A whole one is read with all its digits, however it is written. */
final class NumberLiterals {

    private static final BigDecimal BEYOND_LONG = BigDecimal.valueOf(2).pow(63);

    private NumberLiterals() {}

    /**
     * Reads a number.
     *
     * @param text the condition that the token is of
     * @return a long or a finite double
     * @throws InvalidConditionException if it could only be compared rounded
     */
    static Number read(Token token, String text) {
        try {
            return Long.parseLong(token.text());
        } catch (NumberFormatException e) {
            return decimal(token, text);
        }
    }

    private static Number decimal(Token token, String text) {
        double number = Double.parseDouble(token.text());
        if (!Double.isFinite(number)) {
            throw new InvalidConditionException("The number is too large", text, token.position());
        }
        BigDecimal exact = new BigDecimal(token.text());
        boolean isDouble = exact.compareTo(new BigDecimal(number)) == 0
                || exact.compareTo(new BigDecimal(Double.toString(number))) == 0;
        if (isDouble || exact.stripTrailingZeros().scale() > 0) {
            return number;
        }
        if (exact.abs().compareTo(BEYOND_LONG) < 0) {
            return exact.longValueExact();
        }
        throw new InvalidConditionException("The number has more digits than can be compared", text, token.position());
    }
}
