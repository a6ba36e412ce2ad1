package io.syncline.sql.internal.key;

import java.math.BigInteger;
import java.nio.ByteBuffer;
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

        @Override
        Optional<BigInteger> read(String text) {
            if (text.isEmpty()) {
                return Optional.empty();
            }
            char length = text.charAt(0);
            int digits = length >= 'a' ? length - 'a' + 1 : 'Z' - length + 1;
            if (digits <= 0 || digits >= text.length()) {
                return Optional.empty();
            }
            StringBuilder number = new StringBuilder(text.substring(1, digits + 1));
            if (length < 'a') {
                for (int i = 0; i < digits; i++) {
                    number.setCharAt(i, (char) ('9' - number.charAt(i) + '0'));
                }
                number.insert(0, '-');
            }
            return Optional.of(new BigInteger(number.toString()));
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

        @Override
        Optional<BigInteger> read(String text) {
            if (text.length() < UUID_LENGTH) {
                return Optional.empty();
            }
            java.util.UUID uuid = java.util.UUID.fromString(text.substring(0, UUID_LENGTH));
            ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES)
                    .putLong(uuid.getMostSignificantBits())
                    .putLong(uuid.getLeastSignificantBits());
            return Optional.of(new BigInteger(1, bytes.array()));
        }
    };

    private static final int UUID_LENGTH = 36;

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

    /**
     * What is read where a value begins, if it is one.
     *
     * @throws IllegalArgumentException if none is there
     */
    abstract Optional<BigInteger> read(String text);

    /** The number of the value that a text begins with, followed by a suffix; empty if it begins with none. */
    Optional<BigInteger> beginning(String text, String suffix) {
        try {
            return read(text)
                    .filter(number -> number.compareTo(least) >= 0 && number.compareTo(greatest) <= 0)
                    .filter(number -> text.startsWith(text(number) + suffix));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
