package io.syncline.core.internal.cluster;

import static io.syncline.core.internal.runtime.EngineLog.LOG;

import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;
import io.syncline.core.cluster.ClusterSettings;
import io.syncline.core.cluster.ClusterSnapshot;
import io.syncline.core.cluster.CoordinatorAnswer;
import io.syncline.core.cluster.WorkerFailure;
import io.syncline.core.cluster.WorkerRequest;
import io.syncline.core.internal.run.Cancellation;
import io.syncline.core.internal.runtime.Advance;
import io.syncline.core.internal.runtime.Failures;
import io.syncline.core.internal.sync.ListingWork;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The listing of one run, divided into ranges that are granted to workers.
 *
 * <p>Each record is in exactly one range. A range has at most one grant; it is granted again only when its worker has reported
 * that it writes nothing more, or when the grant was not renewed in time, which the worker knows as well by its own clock. So two
 * workers never start writes to the same record; for what one of them has in flight when its time passes, the next grant has a
 * greater epoch. No grant outlasts the lease of the run, and the run does not end before the last grant.
 *
 * <p>Confined to the loop, but for {@link #changes()} and {@link #snapshot()}.
 */
final class DividedListing implements Cancellation.Listener {

    /** A range that no worker can do ends the run, since it may be the range that stops the workers. */
    private static final int MOST_ATTEMPTS = 10;

    private final ListingWork.Listing work;
    private final ClusterSettings settings;
    private final RangeQueue queue;
    private final RangePlanner planner;
    private final GrantBook grants;
    private final GrantOffice office;
    private final GrantedChanges changes;
    private final WorkerReports reports;
    private final SnapshotKeeper snapshots;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private Optional<SyncException> failure = Optional.empty();
    private boolean cancelled;

    private DividedListing(ListingWork.Listing work, ClusterSettings settings, RangeQueue queue, RangePlanner planner) {
        this.work = work;
        this.settings = settings;
        this.queue = queue;
        this.planner = planner;
        this.grants = new GrantBook(work.coordinator().fence().epoch());
        this.office = new GrantOffice(work, settings, grants);
        this.changes = new GrantedChanges(grants, work.coordinator());
        this.reports = new WorkerReports(work, queue, this::fail);
        this.snapshots = new SnapshotKeeper(work, queue, planner);
    }

    static DividedListing of(ListingWork.Listing work, ClusterSettings settings, Optional<ClusterSnapshot> resume) {
        RangeQueue queue = new RangeQueue(work.from().cursor());
        ResumedRanges resumed = ResumedRanges.of(work, resume);
        resumed.open().forEach(queue::add);
        return new DividedListing(work, settings, queue, new RangePlanner(work, settings, queue, resumed.frontier()));
    }

    GrantedChanges changes() {
        return changes;
    }

    Optional<ClusterSnapshot> snapshot() {
        return snapshots.saved();
    }

    CompletableFuture<Void> start() {
        Runnable unregister = work.run().cancellation().register(this);
        end.whenComplete((done, thrown) -> unregister.run());
        tick();
        snapshots.start(end);
        return end;
    }

    private boolean isStopping() {
        return cancelled || failure.isPresent() || end.isDone();
    }

    void receive(WorkerRequest request, CompletableFuture<CoordinatorAnswer> answer) {
        if (request instanceof WorkerRequest.Next next) {
            next(next, answer);
            return;
        }
        WorkerRequest.OfGrant report = (WorkerRequest.OfGrant) request;
        Optional<Grant> grant = end.isDone() ? Optional.empty() : grants.find(report.grant());
        if (grant.isEmpty()) {
            answer.complete(new CoordinatorAnswer.Revoked());
            return;
        }
        if (report instanceof WorkerRequest.Renew) {
            answer.complete(office.renew(grant.get(), isStopping()));
        } else if (report instanceof WorkerRequest.Acknowledge acknowledge) {
            answer.complete(reports.acknowledged(grant.get(), acknowledge.progress()));
        } else if (report instanceof WorkerRequest.Announce announce) {
            reports.announce(announce.lacks())
                    .whenComplete((saved, thrown) ->
                            answer.complete(thrown == null ? new CoordinatorAnswer.Done() : failed(thrown)));
        } else if (report instanceof WorkerRequest.End ended) {
            ended(grant.get(), ended);
            answer.complete(new CoordinatorAnswer.Done());
        }
    }

    private CoordinatorAnswer failed(Throwable thrown) {
        return new CoordinatorAnswer.Failed(String.valueOf(
                Failures.of(thrown, "Saving the state of " + work.run().key()).getMessage()));
    }

    private void next(WorkerRequest.Next request, CompletableFuture<CoordinatorAnswer> answer) {
        proceed();
        Optional<OpenRange> range = isStopping() ? Optional.empty() : queue.firstWaiting();
        if (range.isEmpty()) {
            answer.complete(isStopping() ? new CoordinatorAnswer.Finished() : CoordinatorAnswer.Wait.SHORTLY);
            return;
        }
        office.grant(request.worker(), range.get()).whenComplete((granted, thrown) -> {
            if (thrown == null) {
                answer.complete(granted);
            } else {
                range.get().givenBack();
                fail(Failures.of(thrown, "Granting a range of " + work.run().key()));
                answer.complete(new CoordinatorAnswer.Finished());
            }
        });
    }

    private void ended(Grant grant, WorkerRequest.End report) {
        if (!grant.revoke()) {
            // a change that the worker does not wait for is being made; the grant ends by time
            return;
        }
        grants.end(grant);
        if (report.complete()) {
            grant.range().done();
        } else {
            grant.range().givenBack();
        }
        report.failure().ifPresent(reason -> fail(failure(grant, reason)));
        checkAttempts(grant);
        reports.advance();
        proceed();
    }

    private static SyncException failure(Grant grant, WorkerFailure reason) {
        String message = "Worker " + grant.worker() + " failed: " + reason.reason();
        return reason.mayPass() ? new TransientException(message, null) : new SetupException(message);
    }

    private void checkAttempts(Grant grant) {
        OpenRange range = grant.range();
        if (!range.isDone() && range.attempts() >= MOST_ATTEMPTS) {
            fail(new TransientException(
                    "The records of " + work.run().key() + " "
                            + Advance.words(range.rest().after()) + " were granted "
                            + MOST_ATTEMPTS + " times, last to " + grant.worker()
                            + ", and never done. See the logs of the workers",
                    null));
        }
    }

    /** At intervals: takes ranges back from workers that are not heard of any more. */
    private void tick() {
        if (end.isDone()) {
            return;
        }
        work.run().loop().schedule(settings.grantTime().dividedBy(4), this::tick);
        for (Grant grant : grants.expire(work.run().loop().nanoTime())) {
            LOG.warn(
                    "Worker {} has not renewed its grant of {} {} in time; another one gets the range",
                    grant.worker(),
                    work.run().key(),
                    Advance.words(grant.range().rest().after()));
            grant.range().givenBack();
            checkAttempts(grant);
        }
        reports.advance();
        proceed();
    }

    private void fail(SyncException cause) {
        if (failure.isEmpty()) {
            failure = Optional.of(cause);
        }
        proceed();
    }

    /** Plans ranges, and ends the listing when there is nothing left to do and nobody may write any more. */
    private void proceed() {
        if (!isStopping()) {
            planner.plan(this::proceed);
            if (planner.failure() != null) {
                failure = Optional.of(planner.failure());
            }
        }
        if (isStopping()) {
            if (grants.isEmpty() && office.isIdle()) {
                failure.ifPresentOrElse(end::completeExceptionally, () -> end.complete(null));
            }
        } else if (planner.isComplete() && queue.isEmpty()) {
            end.complete(null);
        }
    }

    @Override
    public void cancelled() {
        cancelled = true;
        proceed();
    }

    /** The lease is lost: no grant outlasts it, and nothing can be saved any more. */
    @Override
    public void aborted(SyncException cause) {
        end.completeExceptionally(cause);
    }

    @Override
    public String toString() {
        return "ranges " + queue + ", planned up to " + planner.frontier() + ", grants " + grants + ", issuing "
                + !office.isIdle() + ", stopping " + isStopping();
    }
}
