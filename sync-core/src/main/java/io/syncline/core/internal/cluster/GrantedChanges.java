package io.syncline.core.internal.cluster;

import io.syncline.api.failure.SyncException;
import io.syncline.core.cluster.CoordinatorAnswer;
import io.syncline.core.cluster.WorkerRequest;
import io.syncline.core.internal.lease.Coordinator;
import io.syncline.core.internal.runtime.Failures;

/**
 * Changes points in the name of workers whose grants are valid. A grant is not revoked while a change is being made under it, so
 * whoever gets the range next finds the change made, or never made. Blocks; thread-safe.
 */
final class GrantedChanges {

    private final GrantBook grants;
    private final Coordinator coordinator;

    GrantedChanges(GrantBook grants, Coordinator coordinator) {
        this.grants = grants;
        this.coordinator = coordinator;
    }

    CoordinatorAnswer make(WorkerRequest.OfGrant request) {
        Grant grant = grants.find(request.grant()).orElse(null);
        if (grant == null || !grant.enter()) {
            return new CoordinatorAnswer.Revoked();
        }
        try {
            if (request instanceof WorkerRequest.Maintain changes) {
                maintain(changes);
            } else {
                coordinator.fence().control();
            }
            return new CoordinatorAnswer.Done();
        } catch (RuntimeException e) {
            SyncException failure = Failures.of(e, "Changing points for " + grant.worker());
            return new CoordinatorAnswer.Failed(String.valueOf(failure.getMessage()));
        } finally {
            grant.leave();
        }
    }

    private void maintain(WorkerRequest.Maintain changes) {
        if (!changes.trims().isEmpty()) {
            coordinator.trim(changes.trims());
        }
        if (!changes.deletions().isEmpty()) {
            coordinator.delete(changes.deletions());
        }
        if (!changes.lifts().isEmpty()) {
            coordinator.lift(changes.lifts());
        }
    }
}
