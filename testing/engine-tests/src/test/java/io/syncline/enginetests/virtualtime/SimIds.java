package io.syncline.enginetests.virtualtime;

import io.syncline.api.RecordId;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** How a source assigns the ids of its records, which users number from 1 on. */
enum SimIds {
    /** The numbers themselves. */
    RISING {
        @Override
        RecordId id(long number) {
            return RecordId.of(number);
        }
    },
    /** Numbers of any sign, in no order. */
    SIGNED {
        @Override
        RecordId id(long number) {
            return RecordId.of(number % 3 == 0 ? number / 3 - 10 : -100 - number);
        }
    },
    /** Texts that are drawn at random, so that new records come between old ones. */
    UUIDS {
        @Override
        RecordId id(long number) {
            SplittableRandom random = new SplittableRandom(number);
            return RecordId.of(new UUID(random.nextLong(), random.nextLong()).toString());
        }
    },
    /** Texts that are easily confused or sorted differently. */
    ODD_TEXTS {
        @Override
        RecordId id(long number) {
            return RecordId.of(ODD.get((int) (number % ODD.size())) + number / ODD.size());
        }
    },
    /** Numbers and texts of the same digits. */
    MIXED {
        @Override
        RecordId id(long number) {
            long half = number / 2 - 3;
            return number % 2 == 0 ? RecordId.of(half) : RecordId.of(Long.toString(half));
        }
    };

    private static final List<String> ODD =
            List.of("a", "A", " ", "\u0131", "0", "'%_\\\"", "\uE000", "\uD83D\uDE00", "-");

    /** The id of a record; each number has another one. */
    abstract RecordId id(long number);
}
