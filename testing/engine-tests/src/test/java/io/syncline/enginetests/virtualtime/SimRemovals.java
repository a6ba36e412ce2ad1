package io.syncline.enginetests.virtualtime;

import io.syncline.core.port.metadata.ModelState;

/**
 * What the syncs of a route have deleted or hidden since the last cleanup that completed: over any sequence of runs no more than
 * one cleanup with the usual limits. What arrives late of earlier runs, and what was removed before something happened to sink
 * or store, does not count.
 */
final class SimRemovals {

    private static final double SHARE = 0.1;

    private final SimWorld world;
    private final SimRoute route;
    private long removed;
    private long deleted;
    private long sinceEpoch;

    SimRemovals(SimWorld world, SimRoute route) {
        this.world = world;
        this.route = route;
    }

    /** A state was replaced; that of a cleanup that completes names it. */
    void saved(ModelState before, ModelState after) {
        if (!before.lastCleanup().equals(after.lastCleanup())) {
            beginAgain(after.epoch());
        }
    }

    /** Nobody knows any more what was removed. */
    void beginAgain(long epoch) {
        removed = 0;
        deleted = 0;
        sinceEpoch = epoch;
    }

    /**
     * A record was removed.
     *
     * @param stored how many are stored after that
     */
    void removed(SimRun run, boolean wasDeleted, long stored) {
        if (!run.isSync() || !run.stateKey().equals(route.stateKey()) || run.epoch() < sinceEpoch) {
            return;
        }
        removed++;
        deleted += wasDeleted ? 1 : 0;
        world.checker.require(
                removed <= SHARE * (stored + deleted),
                "Syncs have removed %d of %d records since the last cleanup (%s)",
                removed,
                stored + deleted,
                run);
    }
}
