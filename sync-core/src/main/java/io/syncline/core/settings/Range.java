package io.syncline.core.settings;

import java.time.Duration;

/** Checks that settings are in range. */
final class Range {

    private Range() {}

    static void check(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be "
                    + (most >= Integer.MAX_VALUE ? "at least " + least : "from " + least + " to " + most) + ", not "
                    + value);
        }
    }

    static void check(String name, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0) {
            throw new IllegalArgumentException(name + " must be at least " + least + ", not " + value);
        }
        if (value.compareTo(most) > 0) {
            throw new IllegalArgumentException(name + " must be at most " + most + ", not " + value);
        }
    }
}
