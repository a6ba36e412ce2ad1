package io.syncline.core.internal.lease;

import io.syncline.api.failure.SetupException;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.vector.ModelKey;

/**
 * The numbers of marks: the epoch of the run that raised it, and a count. So a number tells which epochs the sink has seen,
 * whatever became of the states. Numbers of earlier versions are counts only.
 */
final class MarkNumbers {

    private static final int COUNT_BITS = 20;

    /** A greater number could not rise with each write. */
    private static final long GREATEST = ModelState.MAX_EPOCH << COUNT_BITS;

    private MarkNumbers() {}

    /** The number that a run raises a mark to. */
    static long next(long epoch, long greatest) {
        return Math.max(greatest + 1, epoch << COUNT_BITS);
    }

    /**
     * Refuses a number that no run has written, since none that is greater could be written after it.
     *
     * @throws SetupException if it is negative or too great
     */
    static void check(ModelKey key, long number) {
        if (number < 0 || number > GREATEST) {
            throw new SetupException("The mark of " + key + " in the sink is " + number
                    + ", which no run has written; nothing was changed. Restore the store, or delete the mark or the"
                    + " store: the next sync then reads all records");
        }
    }

    /** The greatest epoch that a sink has seen. */
    static long epoch(long number) {
        return number >>> COUNT_BITS;
    }
}
