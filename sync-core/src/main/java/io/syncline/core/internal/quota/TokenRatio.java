package io.syncline.core.internal.quota;

/**
 * How many tokens a service counts for each that the embedder counted before; learned from what it reports. Not
 * thread-safe: guarded by its {@link EmbedAdmission}.
 */
final class TokenRatio {

    /** The half-life of an observation, in counted tokens. */
    private static final double MEMORY = 200_000;

    private double counted;
    private double billed;

    void learn(long countedBefore, long reported) {
        if (countedBefore > 0 && reported > 0) {
            double keep = Math.pow(0.5, countedBefore / MEMORY);
            counted = counted * keep + countedBefore;
            billed = billed * keep + reported;
        }
    }

    double value() {
        return value(1);
    }

    /** What was learned, or something else if nothing was. */
    double value(double unknown) {
        return counted == 0 ? unknown : billed / counted;
    }

    long apply(long tokens) {
        return Math.max(1, (long) Math.ceil(tokens * value()));
    }
}
