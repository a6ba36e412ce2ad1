package io.syncline.core.adapter.sink;

/** Numbers as stores compare them: some as doubles, which have every whole number below 2^53 and not all from there on. */
public final class ComparedNumbers {

    /** The least whole number whose neighbours are not all doubles. */
    private static final double FIRST_INEXACT = 1L << 53;

    private ComparedNumbers() {}

    /** Whether every store compares a number without rounding it or what it is compared with. */
    public static boolean isExact(Number number) {
        return Math.abs(number.doubleValue()) < FIRST_INEXACT;
    }

    /** A number that is less, however a store rounds both; not finite if there is none. */
    static double below(Number number) {
        return Math.nextDown(Math.nextDown(number.doubleValue()));
    }

    /** A number that is greater, however a store rounds both; not finite if there is none. */
    static double above(Number number) {
        return Math.nextUp(Math.nextUp(number.doubleValue()));
    }
}
