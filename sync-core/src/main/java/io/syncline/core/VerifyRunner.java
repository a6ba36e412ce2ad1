package io.syncline.core;

import io.syncline.api.ActiveRun;
import io.syncline.api.CleanupRequest;
import io.syncline.api.ModelName;
import io.syncline.api.RunKind;
import io.syncline.api.RunOutcome;
import io.syncline.api.SyncRequest;
import io.syncline.api.SyncType;
import io.syncline.api.VerifyReport;
import io.syncline.api.VerifyRequest;
import io.syncline.api.failure.LostRaceException;
import io.syncline.api.failure.SyncException;
import io.syncline.core.port.Checkpoint;
import io.syncline.core.port.ModelKey;
import io.syncline.core.port.ModelState;
import io.syncline.core.port.RecordPage;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One comparison of source and sink, from the lease to the report. A repair sends what differs through the pipeline of a
 * sync and deletes, within the limits of a cleanup, what the source no longer has; one that was cut short is done again
 * and finds the rest. Confined to the loop, but for {@link #cancel()}.
 */
final class VerifyRunner implements Heartbeat.Patient {

    private static final Logger LOG = LoggerFactory.getLogger(SyncEngine.class);

    private final Wiring wiring;
    private final VerifyRequest request;
    private final EventLoop loop;
    private final String owner;
    private final Retrier retrier;
    private final Retrier stateRetrier;
    private final Run run;
    private final VerifyReport.Builder report = VerifyReport.builder();
    private @Nullable AuditFeed feed;
    private @Nullable Pipeline pipeline;
    private @Nullable BatchedWrites deletions;
    private @Nullable SyncException lost;
    private @Nullable String objection;
    private boolean cancelled;
    private long repaired;

    VerifyRunner(Wiring wiring, VerifyRequest request, EventLoop loop, String owner) {
        this.wiring = wiring;
        this.request = request;
        this.loop = loop;
        this.owner = owner;
        this.retrier = new Retrier(loop, wiring.settings().retry(), wiring.random());
        this.stateRetrier = new Retrier(loop, wiring.settings().retry(), wiring.random());
        ModelKey key = new ModelKey(wiring.ports().source().name(), request.model());
        this.run = new Run(
                wiring.ports(),
                key,
                wiring.settings(),
                loop,
                retrier,
                new StageClock(loop, timing -> {}),
                wiring.gate(),
                new EmbedWaits(EmbedWaits.Listener.NONE));
        report.model(request.model());
    }

    private ModelName model() {
        return request.model();
    }

    void cancel() {
        loop.execute(() -> {
            cancelled = true;
            retrier.stop();
            stop();
        });
    }

    private void stop() {
        if (feed != null) {
            feed.stop();
        }
        if (pipeline != null) {
            pipeline.cancel();
        }
        if (deletions != null) {
            deletions.stop();
        }
    }

    /** Runs to the end. The future completes normally, with a report, whatever happens. */
    CompletableFuture<VerifyReport> run(UnaryOperator<ActiveRun> liveView) {
        LeaseManager leases =
                new LeaseManager(wiring.ports().metadata(), wiring.settings().leaseTtl(), loop::nanoTime);
        String what = "Taking the lease of " + model();
        return stateRetrier
                .call(Work.STATE, what, () -> leases.acquire(model(), RunKind.VERIFY, owner))
                .thenCompose(acquired -> {
                    HeldLease lease = acquired.lease();
                    if (lease == null) {
                        ActiveRun holder = liveView.apply(acquired.other());
                        report.blockedBy(holder).addErrors(Refusal.message(holder, acquired.now()));
                        return CompletableFuture.completedFuture(finish(RunOutcome.REFUSED_IN_PROGRESS));
                    }
                    return hold(lease);
                })
                .exceptionally(thrown -> failed(Failures.of(thrown, what)));
    }

    private CompletableFuture<VerifyReport> hold(HeldLease lease) {
        Bookkeeper books = new Bookkeeper(stateRetrier, wiring.ports().metadata(), lease, model());
        Heartbeat heartbeat = new Heartbeat(loop, wiring.settings(), books, this);
        heartbeat.start();
        return plan().thenCompose(plan -> compare(plan, lease, books))
                .handle((done, thrown) -> {
                    heartbeat.stop();
                    return thrown == null ? lost : Failures.of(thrown, "Comparing " + run.key());
                })
                .thenCompose(failure -> end(books, failure));
    }

    private CompletableFuture<SyncPlan> plan() {
        Ports ports = wiring.ports();
        return retrier.call(
                        Work.SOURCE,
                        "Describing " + run.key(),
                        () -> ports.source().describe(model()))
                .thenApply(description -> SyncPlan.of(asSync(), description, wiring.model(model()), wiring))
                .thenCompose(plan -> new Destination(run).prepare(plan, run.retrier()));
    }

    private SyncRequest asSync() {
        return SyncRequest.builder()
                .model(model())
                .includeArchived(request.includeArchived())
                .build();
    }

    private CompletableFuture<Void> compare(SyncPlan plan, HeldLease lease, Bookkeeper books) {
        AuditFeed differences = new AuditFeed(new Audit(run, plan, plan.scope(asSync()), request.deep()));
        feed = differences;
        if (cancelled || lost != null) {
            return CompletableFuture.completedFuture(null);
        }
        if (!request.repair()) {
            return differences.drain();
        }
        PipelineParts parts = new PipelineParts(
                plan.maker(), plan.pointFingerprint(), lease.epoch(), lease, new Tally(), new Repairs(books));
        Pipeline repairs = new Pipeline(run, differences, parts);
        pipeline = repairs;
        return announce(plan, lease, books)
                .thenCompose(announced -> repairs.start())
                .thenCompose(done -> delete(differences, lease));
    }

    /** Where documents are made in a new way, a repair stores some of them; the next sync has to do the others. */
    private CompletableFuture<Void> announce(SyncPlan plan, HeldLease lease, Bookkeeper books) {
        if (!ModelStates.isNewWay(lease.state(), plan.runFingerprint())) {
            return CompletableFuture.completedFuture(null);
        }
        return retrier.call(
                        Work.SOURCE,
                        "Reading the clock of " + run.key().source(),
                        wiring.ports().source()::now)
                .thenCompose(now -> {
                    Checkpoint start = Checkpoint.builder()
                            .type(SyncType.FULL)
                            .cursor(0)
                            .sourceStart(now)
                            .fingerprint(plan.runFingerprint())
                            .build();
                    return books.save(state -> ModelStates.withCheckpoint(state, start), 0, OptionalLong.empty());
                });
    }

    private CompletableFuture<Void> delete(AuditFeed differences, HeldLease lease) {
        CleanupRequest limits = CleanupRequest.builder()
                .model(model())
                .includeArchived(request.includeArchived())
                .build();
        Optional<String> found = DeletionGuard.objection(
                limits,
                new DeletionGuard.Sizes(
                        differences.stored(),
                        differences.inSource(),
                        differences.orphans().size(),
                        0));
        objection = found.orElse(null);
        if (cancelled || lost != null || objection != null) {
            return CompletableFuture.completedFuture(null);
        }
        BatchedWrites started = BatchedWrites.deletions(run, lease);
        deletions = started;
        return started.each(differences.orphans());
    }

    private CompletableFuture<VerifyReport> end(Bookkeeper books, @Nullable SyncException failure) {
        if (failure instanceof LostRaceException) {
            return CompletableFuture.completedFuture(failed(failure));
        }
        return books.release(UnaryOperator.identity())
                .handle((saved, thrown) -> thrown == null ? failure : Failures.of(thrown, "Giving back the lease"))
                .thenApply(this::outcome);
    }

    private VerifyReport outcome(@Nullable SyncException failure) {
        if (cancelled) {
            return finish(RunOutcome.CANCELLED);
        }
        if (failure != null) {
            return failed(failure);
        }
        if (objection != null) {
            report.addErrors(objection);
            return finish(RunOutcome.REFUSED_BY_GUARD);
        }
        return finish(RunOutcome.COMPLETED);
    }

    private VerifyReport failed(SyncException failure) {
        LOG.error("Comparison of {} failed: {}", model(), failure.getMessage());
        report.failure(failure).addErrors(failure.getMessage());
        return finish(RunOutcome.FAILED);
    }

    private VerifyReport finish(RunOutcome outcome) {
        report.outcome(outcome).duration(run.clock().elapsed());
        if (feed != null) {
            report.recordsInSource(feed.inSource())
                    .recordsStored(feed.stored())
                    .recordsInQuarantine(feed.inQuarantine())
                    .differences(feed.counts())
                    .examples(feed.examples());
        }
        return report.recordsRepaired(repaired + (deletions == null ? 0 : deletions.done()))
                .build();
    }

    @Override
    public UnaryOperator<ModelState> change() {
        return UnaryOperator.identity();
    }

    @Override
    public long done() {
        return feed == null ? 0 : feed.inSource();
    }

    @Override
    public OptionalLong total() {
        return OptionalLong.empty();
    }

    @Override
    public void broken(SyncException failure) {
        lost = failure;
        retrier.stop();
        if (pipeline != null) {
            pipeline.broken(failure);
        }
        stop();
    }

    /** What becomes of the records that differ. */
    private final class Repairs implements PipelineObserver {

        private final Bookkeeper books;

        Repairs(Bookkeeper books) {
            this.books = books;
        }

        @Override
        public void fetched(RecordPage page) {}

        @Override
        public void unchanged() {}

        @Override
        public void failed(PageWork.Problem problem) {
            LOG.warn("Record {} of {} failed: {}", problem.id(), model(), problem.reason());
        }

        @Override
        public void acknowledged(PageWork page) {
            books.failed(page.problems());
            books.solved(page.handled());
            repaired += page.handled().size();
        }
    }
}
