package io.syncline.mcp.internal.call;

/** Where a client wants to read the progress of its request. */
@FunctionalInterface
public interface ProgressSink {

    /** For a client that did not ask. */
    ProgressSink NONE = update -> {};

    /** Sends the progress. A client that cannot be reached is ignored. */
    void send(Update update);

    /**
     * A progress.
     *
     * @param done what was done, which only grows
     * @param total what is to be done; 0 if unknown
     * @param message one line for people
     */
    record Update(double done, double total, String message) {}
}
