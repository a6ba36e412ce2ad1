package io.syncline.testkit.memory;

import io.syncline.api.RecordId;
import io.syncline.core.port.record.Cursor;

/** The ids of the records of a {@link SyntheticRecordSource}, which number its records from 1 on, in their order. */
public enum SyntheticKeys {
    /** The numbers themselves. */
    NUMBERS {
        @Override
        public RecordId id(long number) {
            return RecordId.of(number);
        }

        @Override
        public long number(RecordId id) {
            return id.number();
        }
    },
    /** Texts of 36 characters in the form of a UUID, which hold the number in hexadecimal digits. */
    TEXTS {
        @Override
        public RecordId id(long number) {
            char[] text = TEMPLATE.toCharArray();
            long rest = number;
            for (int i = text.length - 1; rest != 0; i--) {
                if (text[i] != '-') {
                    text[i] = Character.forDigit((int) (rest & 0xF), 16);
                    rest >>>= 4;
                }
            }
            return RecordId.of(String.valueOf(text));
        }

        @Override
        public long number(RecordId id) {
            String text = id.text();
            return Long.parseLong(text.substring(24), 16);
        }
    };

    private static final String TEMPLATE = "00000000-0000-7000-8000-000000000000";

    /**
     * The id of a record.
     *
     * @param number from 1 to 2<sup>48</sup>, exclusive
     */
    public abstract RecordId id(long number);

    /**
     * The number of a record.
     *
     * @param id made by {@link #id}
     * @throws RuntimeException if the id has another form
     */
    public abstract long number(RecordId id);

    /** How many of the first records are not after a position, which need not be at one of them. */
    long upTo(Cursor position, long records) {
        long low = 0;
        long high = records;
        while (low < high) {
            long middle = low + (high - low + 1) / 2;
            if (position.isBefore(id(middle))) {
                high = middle - 1;
            } else {
                low = middle;
            }
        }
        return low;
    }
}
