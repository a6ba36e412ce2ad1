package io.syncline.api;

import java.util.OptionalInt;
import java.util.OptionalLong;

final class Percent {

    private Percent() {}

    /** Rounds down, so that 100 means complete. A total that turned out too low counts as reached. */
    static OptionalInt of(long done, OptionalLong total) {
        if (total.isEmpty()) {
            return OptionalInt.empty();
        }
        long all = total.getAsLong();
        return OptionalInt.of(done >= all ? 100 : (int) (done * 100.0 / all));
    }
}
