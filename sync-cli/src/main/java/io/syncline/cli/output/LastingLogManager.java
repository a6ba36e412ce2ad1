package io.syncline.cli.output;

import java.util.logging.LogManager;

/**
 * Goes on logging while the process is asked to end. The JDK's own manager takes all handlers away at the first sign of
 * that, and what a run says while it finishes its work would be lost.
 */
public final class LastingLogManager extends LogManager {

    /** Made by the JDK, which finds the name of the class in {@code java.util.logging.manager}. */
    public LastingLogManager() {}

    /** Does nothing: whatever is logged goes to the console of the command ({@link Logs}), and no file says otherwise. */
    @Override
    public void readConfiguration() {}

    /** Does nothing: the process has one configuration, from its beginning to its end. */
    @Override
    public void reset() {}
}
