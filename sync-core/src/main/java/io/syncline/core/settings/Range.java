package io.syncline.core.settings;

public final class Range {

    private Range() {}

    static void check(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be "
                    + (most >= Integer.MAX_VALUE ? "at least " + least : "from " + least + " to " + most) + ", not "
                    + value);
        }
    }
}
