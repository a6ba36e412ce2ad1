package io.syncline.sql.internal.key;

import java.math.BigInteger;
import java.util.Optional;

/**
 * Values that have a text each, in the order of their texts: whole numbers, and UUIDs. Texts are of ASCII, and none is the
 * beginning of another one.
 */
enum NumberedTexts {
    /**
     * A letter for the number of digits, then the digits: {@code a7}, {@code b42}, {@code d4711}. A negative number has a
     * capital, the later the fewer digits, and the complements of its digits: -7 is {@code Z2}.
     */
    WHOLE(Long.MIN_VALUE, Long.MAX_VALUE) {
        @Override
        String text(BigInteger number) {
            return whole(number.longValueExact());
        }

        @Override
        Object value(BigInteger number) {
            return number.longValueExact();
        }
    },

    /** The 32 digits in lower case, with hyphens. */
    UUID_TEXTS(BigInteger.ZERO, BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE)) {
        @Override
        String text(BigInteger number) {
            return new java.util.UUID(number.shiftRight(64).longValue(), number.longValue()).toString();
        }

        @Override
        Object value(BigInteger number) {
            return text(number);
        }
    };

    private final BigInteger least;
    private final BigInteger greatest;

    NumberedTexts(long least, long greatest) {
        this(BigInteger.valueOf(least), BigInteger.valueOf(greatest));
    }

    NumberedTexts(BigInteger least, BigInteger greatest) {
        this.least = least;
        this.greatest = greatest;
    }

    /** The text of a whole number. */
    static String whole(long number) {
        String digits = Long.toString(number);
        if (number >= 0) {
            return (char) ('a' + digits.length() - 1) + digits;
        }
        // without the sign
        StringBuilder text = new StringBuilder().append((char) ('Z' - digits.length() + 2));
        digits.chars().skip(1).forEach(digit -> text.append((char) ('9' - digit + '0')));
        return text.toString();
    }

    abstract String text(BigInteger number);

    abstract Object value(BigInteger number);

    /** The number of the first value whose text, with a suffix, comes after a text; empty if there is none. */
    Optional<BigInteger> firstAfter(String text, String suffix) {
        BigInteger low = least;
        BigInteger high = greatest.add(BigInteger.ONE);
        while (low.compareTo(high) < 0) {
            BigInteger middle = low.add(high).shiftRight(1);
            // ASCII comes before everything else by code units as by code points
            if ((text(middle) + suffix).compareTo(text) > 0) {
                high = middle;
            } else {
                low = middle.add(BigInteger.ONE);
            }
        }
        return low.compareTo(greatest) > 0 ? Optional.empty() : Optional.of(low);
    }

    /** The number of the value that a text begins with, followed by a suffix; empty if it begins with none. */
    Optional<BigInteger> beginning(String text, String suffix) {
        BigInteger next = firstAfter(text, suffix).orElse(greatest.add(BigInteger.ONE));
        BigInteger candidate = next.subtract(BigInteger.ONE);
        return candidate.compareTo(least) >= 0 && text.startsWith(text(candidate) + suffix)
                ? Optional.of(candidate)
                : Optional.empty();
    }
}
