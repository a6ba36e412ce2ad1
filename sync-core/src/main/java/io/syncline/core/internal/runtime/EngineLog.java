package io.syncline.core.internal.runtime;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine's one logger. It has a name instead of a class, so that what an operator configures does not change when
 * classes move, and so that logging ties no package to another.
 */
public final class EngineLog {

    /** The engine's logger. */
    public static final Logger LOG = LoggerFactory.getLogger("io.syncline.core.SyncEngine");

    private EngineLog() {}
}
