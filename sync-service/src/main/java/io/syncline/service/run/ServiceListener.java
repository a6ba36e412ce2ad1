package io.syncline.service.run;

import io.syncline.api.ModelName;

/**
 * Is told what a service does, for live pages and logs. Called on the threads of runs; must return soon. What it throws is
 * logged and otherwise ignored.
 */
public interface ServiceListener {

    /** Ignores all. */
    ServiceListener NONE = new ServiceListener() {};

    /** A run started. */
    default void started(TrackedRun run) {}

    /** A run ended. */
    default void ended(TrackedRun run) {}

    /** Records of a model were signalled. */
    default void signalled(ModelName model) {}
}
