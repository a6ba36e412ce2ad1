package io.syncline.testkit.contract;

import io.syncline.api.RecordId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Kinds of record ids that a contract runs with. Each maps positive numbers, by which the tests name their records, to ids
 * in the same order.
 */
public enum IdKind {
    /** The numbers themselves. */
    POSITIVE_NUMBERS {
        @Override
        public RecordId id(long number) {
            return RecordId.of(number);
        }

        @Override
        public long number(RecordId id) {
            return id.number();
        }
    },
    /** Negative numbers for 1 to 4, then 0 and positive numbers. */
    SIGNED_NUMBERS {
        @Override
        public RecordId id(long number) {
            return RecordId.of(number - ZERO);
        }

        @Override
        public long number(RecordId id) {
            return id.number() + ZERO;
        }
    },
    /** UUIDs in lower case. */
    UUIDS {
        @Override
        public RecordId id(long number) {
            String hex = String.format(Locale.ROOT, "%016x", number);
            return RecordId.of(hex.substring(0, 8) + '-' + hex.substring(8, 12) + "-7" + hex.substring(12, 15) + "-8"
                    + hex.substring(15) + "5e-edb0a1d2c3f4");
        }

        @Override
        public long number(RecordId id) {
            String text = id.text();
            return Long.parseLong(
                    text.substring(0, 8) + text.substring(9, 13) + text.substring(15, 18) + text.charAt(20), 16);
        }
    },
    /** Texts that stores compare or change in different ways, unless they take care. */
    ODD_TEXTS {
        @Override
        public RecordId id(long number) {
            return RecordId.of(
                    number <= ODD.size()
                            ? ODD.get((int) number - 1)
                            : LAST + String.format(Locale.ROOT, "%019d", number));
        }

        @Override
        public long number(RecordId id) {
            String text = id.text();
            return text.startsWith(LAST) ? Long.parseLong(text.substring(LAST.length())) : ODD.indexOf(text) + 1;
        }
    };

    /** The number that {@link #SIGNED_NUMBERS} maps to 0. */
    private static final long ZERO = 5;

    /** By code points: spaces, digits, quotes, case, Turkish letters, and characters around the surrogates. */
    private static final List<String> ODD = List.of(
            " 7",
            "007",
            "7",
            "7 ",
            "ABC",
            "a/b?c=%20&\"d\"\\'e'\n{f}",
            "abc",
            "\u0131\u0130",
            "\uE000",
            "\uFFFD",
            "\uD83D\uDE00",
            "\uD83D\uDE00"
                    + "x".repeat(RecordId.MAX_TEXT_BYTES - "\uD83D\uDE00".getBytes(StandardCharsets.UTF_8).length));

    /** The greatest character, before whatever comes after the odd ones. */
    private static final String LAST = "\uDBFF\uDFFF";

    /**
     * The id of a record.
     *
     * @param number a positive number
     * @return an id, greater than those of smaller numbers
     */
    public abstract RecordId id(long number);

    /**
     * The number of a record.
     *
     * @param id an id made by {@link #id}
     * @return the number it was made from
     */
    public abstract long number(RecordId id);
}
