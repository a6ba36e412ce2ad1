package io.syncline.api;

import io.syncline.api.filter.Condition;
import java.util.OptionalDouble;

/** The limits of searches. */
final class SearchLimits {

    /** The most records that a search ranks, and that it may be limited to. */
    static final int RECORDS = 1000;

    private static final int CONDITION_SIZE = 1000;
    private static final int CONDITION_DEPTH = 40; // Qdrant reads no more

    private SearchLimits() {}

    static void check(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "'" + what + "' must be from " + least + " to " + most + ", but is " + value);
        }
    }

    static void checkScore(OptionalDouble score) {
        if (score.isPresent() && !(score.getAsDouble() >= -1 && score.getAsDouble() <= 1)) {
            throw new IllegalArgumentException("'minScore' must be from -1 to 1, but is " + score.getAsDouble());
        }
    }

    /** Refuses a condition that no sink can be expected to take. */
    static void check(Condition where) {
        if (where.depth() > CONDITION_DEPTH || where.size() > CONDITION_SIZE) {
            throw new IllegalArgumentException("'where' must have at most " + CONDITION_SIZE + " values and "
                    + CONDITION_DEPTH + " levels, but has " + where.size() + " and " + where.depth());
        }
    }
}
