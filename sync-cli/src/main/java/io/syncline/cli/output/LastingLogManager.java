package io.syncline.cli.output;

import java.util.logging.LogManager;

/**
 * Logs until the process has ended. The JDK's own manager removes all handlers when the process is asked to end, and the
 * messages of a run that finishes its work would be lost.
 */
public final class LastingLogManager extends LogManager {

    /** Called by the JDK, by the system property {@code java.util.logging.manager}. */
    public LastingLogManager() {}

    /** Does nothing: messages go to the console of the command ({@link Logs}), and no file changes that. */
    @Override
    public void readConfiguration() {}

    /** Does nothing: the process keeps its configuration. */
    @Override
    public void reset() {}
}
