package io.syncline.mcp.internal.tool;

/**
 * Values of progress for a client. The protocol wants each to be larger than the one before, so while no record is done they
 * approach the next one. Not thread-safe.
 */
final class RisingProgress {

    private long done = -1;
    private long repeated;

    /** The next value: the records done, and a fraction if that is what it was before. */
    double next(long latest) {
        if (latest > done) {
            done = latest;
            repeated = 0;
            return done;
        }
        repeated++;
        return done + repeated / (repeated + 1.0);
    }
}
