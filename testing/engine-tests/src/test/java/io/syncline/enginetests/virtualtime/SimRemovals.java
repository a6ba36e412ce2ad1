package io.syncline.enginetests.virtualtime;

import io.syncline.core.port.metadata.ModelState;

/**
 * What the syncs of a route have deleted or hidden since the last cleanup that completed: over any sequence of runs no more than
 * one cleanup with the usual limits. What arrives late of earlier runs, and what was sent by runs that had begun when something
 * happened to sink or store, does not count.
 */
final class SimRemovals {

    private static final double SHARE = 0.1;

    private final SimWorld world;
    private final SimRoute route;
    private long removed;
    private long deleted;
    private long sinceEpoch;
    private long sinceNanos;

    SimRemovals(SimWorld world, SimRoute route) {
        this.world = world;
        this.route = route;
    }

    /** A state was replaced; that of a cleanup that completes names it. */
    void saved(ModelState before, ModelState after) {
        if (!before.lastCleanup().equals(after.lastCleanup())) {
            count(after.epoch(), sinceNanos);
        }
    }

    /** Nobody knows any more what was removed, and those who had counted may still remove it. */
    void beginAgain() {
        count(0, world.time.nanos());
    }

    private void count(long epoch, long nanos) {
        removed = 0;
        deleted = 0;
        sinceEpoch = epoch;
        sinceNanos = nanos;
    }

    /**
     * A record was removed.
     *
     * @param stored how many are stored after that
     */
    void removed(SimRun run, boolean wasDeleted, long stored) {
        boolean earlier = run.epoch() < sinceEpoch || run.startNanos < sinceNanos;
        if (!run.isSync() || !run.stateKey().equals(route.stateKey()) || earlier) {
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
