package io.syncline.core.internal.cluster;

import io.syncline.core.cluster.ClusterSettings;
import io.syncline.core.cluster.CoordinatorAnswer;
import io.syncline.core.cluster.RangeGrant;
import io.syncline.core.internal.run.Fence;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.internal.sync.ListingWork;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Issues and renews grants. Confined to the loop. */
final class GrantOffice {

    private static final int SHARE_OF_SHORTEST = 4;

    private final ListingWork.Listing work;
    private final ClusterSettings settings;
    private final GrantBook grants;
    private @Nullable CompletableFuture<Long> firstEpoch;
    private int issuing;

    GrantOffice(ListingWork.Listing work, ClusterSettings settings, GrantBook grants) {
        this.work = work;
        this.settings = settings;
        this.grants = grants;
    }

    /** Whether no grant is being issued. */
    boolean isIdle() {
        return issuing == 0;
    }

    /** Grants a range; to be given back if the future fails. */
    CompletableFuture<CoordinatorAnswer> grant(String worker, OpenRange range) {
        issuing++;
        boolean again = range.attempts() > 0;
        range.granted();
        return (again ? work.coordinator().raiseEpoch() : firstEpoch())
                .<CoordinatorAnswer>thenApply(epoch -> issue(worker, range, epoch))
                .whenComplete((granted, thrown) -> issuing--);
    }

    private CoordinatorAnswer issue(String worker, OpenRange range, long epoch) {
        Duration validFor = validFor();
        if (validFor.compareTo(shortest()) < 0) {
            range.notGranted();
            return CoordinatorAnswer.Wait.SHORTLY;
        }
        Grant grant = grants.issue(worker, range, work.run().loop().nanoTime() + validFor.toNanos());
        return new CoordinatorAnswer.Granted(new RangeGrant(
                grant.number(),
                work.run().key().source(),
                work.run().model(),
                range.rest(),
                work.scope().changedSince(),
                work.plan().includeArchived(),
                work.plan().runFingerprint(),
                work.coordinator().store().key().sink(),
                epoch,
                validFor));
    }

    /** Shows the epoch in the sink before the first worker writes under it. */
    private CompletableFuture<Long> firstEpoch() {
        CompletableFuture<Long> known = firstEpoch;
        if (known == null) {
            Fence fence = work.coordinator().fence();
            String what = "Raising the mark of " + work.run().key() + " in the sink";
            known = work.run().retrier().call(Work.WRITE, what, () -> {
                fence.control();
                return fence.epoch();
            });
            firstEpoch = known;
        }
        return known;
    }

    CoordinatorAnswer renew(Grant grant, boolean stop) {
        Duration validFor = validFor();
        if (validFor.isNegative() || validFor.isZero()) {
            return new CoordinatorAnswer.Revoked();
        }
        grant.extend(work.run().loop().nanoTime() + validFor.toNanos());
        return new CoordinatorAnswer.Renewed(validFor, stop);
    }

    /** No grant outlasts the lease. */
    private Duration validFor() {
        return shorter(work.coordinator().leaseRemaining(), settings.grantTime());
    }

    /**
     * A worker renews its grant several times within its time. So one of no time at all, issued by a coordinator that was
     * suspended or cannot renew its lease, would make it ask without a pause; the lease is renewed or lost soon.
     */
    private Duration shortest() {
        return shorter(work.run().settings().leaseTtl(), settings.grantTime()).dividedBy(SHARE_OF_SHORTEST);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
