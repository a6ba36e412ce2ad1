package io.syncline.core.internal.lease;

/**
 * The numbers of marks: the epoch of the run that raised it, and a count. So a number tells which epochs the sink has seen,
 * whatever became of the states. Numbers of earlier versions are counts only.
 */
final class MarkNumbers {

    private static final int COUNT_BITS = 20;

    private MarkNumbers() {}

    /** The number that a run raises a mark to. */
    static long next(long epoch, long greatest) {
        return Math.max(greatest + 1, epoch << COUNT_BITS);
    }

    /** The greatest epoch that a sink has seen. */
    static long epoch(long number) {
        return number >>> COUNT_BITS;
    }
}
