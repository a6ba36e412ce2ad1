package io.syncline.core.internal.cluster;

import io.syncline.core.cluster.RangeGrant;
import io.syncline.core.cluster.WorkerRequest;
import io.syncline.core.internal.run.Fence;

/**
 * The fence of a worker: its grant, as long as that is valid beyond doubt. Thread-safe.
 *
 * @param grant with the epoch
 * @param validity of the grant
 * @param coordinator writes the control
 */
record GrantFence(RangeGrant grant, GrantValidity validity, CoordinatorCalls coordinator) implements Fence {

    @Override
    public long epoch() {
        return grant.epoch();
    }

    @Override
    public void check() {
        if (!validity.isValid()) {
            throw GrantValidity.lost(grant);
        }
    }

    @Override
    public void control() {
        coordinator.change(new WorkerRequest.Control(grant.number()));
    }
}
