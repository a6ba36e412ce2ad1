package io.syncline.core;

import io.syncline.api.ActiveRun;
import io.syncline.api.ChangeSign;
import io.syncline.api.CleanupReport;
import io.syncline.api.CleanupRequest;
import io.syncline.api.FailedRecord;
import io.syncline.api.ModelName;
import io.syncline.api.ModelStatus;
import io.syncline.api.PlanReport;
import io.syncline.api.RecordExplanation;
import io.syncline.api.RecordId;
import io.syncline.api.SearchHit;
import io.syncline.api.SearchRequest;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.api.SyncRun;
import io.syncline.api.VerifyReport;
import io.syncline.api.VerifyRequest;
import io.syncline.core.cluster.Cluster;
import io.syncline.core.internal.cleanup.CleanupRunner;
import io.syncline.core.internal.run.EngineContext;
import io.syncline.core.internal.runtime.Failures;
import io.syncline.core.internal.runtime.Owners;
import io.syncline.core.internal.runtime.ThreadedEventLoop;
import io.syncline.core.internal.sources.SourceChange;
import io.syncline.core.internal.sync.ListingWork;
import io.syncline.core.internal.sync.PlanRunner;
import io.syncline.core.internal.sync.SyncRunner;
import io.syncline.core.internal.verify.Explainer;
import io.syncline.core.internal.verify.VerifyRunner;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.vector.SourceContent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Gives each run a loop, and registers the runs of this process.
 *
 * <h2>Why a run loses nothing</h2>
 *
 * <p><b>States.</b> A sync describes the model and prepares the sink, since the lease belongs to source, model and sink. Then
 * it is blocked, or it holds the lease and compares the mark of the sink, decides where to start, announces changed settings,
 * lists, retries what failed before, and ends. A cleanup searches, rechecks and deletes; a comparison compares and, as a
 * repair, runs what differs and deletes. Each of them may be cancelled
 * or aborted at any time, see {@link io.syncline.core.internal.run.Cancellation}. {@code PipelineState} in
 * {@code internal.pipeline} draws the states of the listing.
 *
 * <p><b>Order of saves.</b> Of a record: upsert its chunks, then trim surplus ones, then acknowledge. Of a run, at each
 * heartbeat and at its end: the mark of the sink is raised if anything was written since; failed records are stored; failures
 * that are resolved are removed; the state is replaced, with the number of the mark and the checkpoint, or at the end with the
 * watermark and without checkpoint and lease. So a checkpoint covers only records that are in the sink or among the failed
 * ones, a watermark moves only with the end of a complete run, and a state never relies on writes that a sink could lose
 * without a smaller mark.
 *
 * <p><b>Losses.</b> {@code SinkMarks} in {@code internal.lease} compares the number in the sink with that in the state before
 * anything is written and whenever it rises. If the sink lacks writes that the state relies on, the state starts over before
 * anything else is done, and the next sync reads all records. A store that was deleted has another identity when it is
 * created again, and so another state.
 *
 * <p><b>Crash points.</b> Every step can be repeated. Died before an upsert: nothing of the record is stored, and it is read
 * again. Between upsert and trim: the content is found unchanged, and surplus chunks are trimmed. Between the writes and the
 * checkpoint: the page is read again and found unchanged. Between storing failures and replacing the state: a record may
 * count one attempt more. Between raising the mark and replacing the state: the sink is ahead, and the next run raises the mark
 * before it compares. While the state is replaced: the run reads the state again, and its own revision and epoch say whether
 * it was replaced. After the last save, only the report is lost. {@code docs/guarantees.md} has the whole table.
 *
 * <p><b>One writer.</b> Every write to sink and store carries the epoch of the lease and checks the fence first; a run whose
 * lease may have passed to another one starts no write, and sinks refuse what is still in flight.
 *
 * <p>What looks wrong and is intended: the retrier of the state is not the run's own, since how far a run got is saved even
 * when everything else was stopped; a heartbeat renews the lease alone while the sink cannot be reached to raise its mark; reports come from {@code LeasedRun}, which never completes exceptionally; and the loop
 * of a run is pumped by the thread that called {@code sync}.
 */
final class DefaultSyncEngine implements SyncEngine {

    private final EngineContext context;
    private final Workers workers;
    private final Owners owners;
    private final StatusReader statuses;
    private final Searcher searcher;
    private final Map<String, SyncRunner> runners = new ConcurrentHashMap<>();
    private final Map<Runnable, CompletableFuture<?>> open = new ConcurrentHashMap<>();
    private final EngineCluster cluster;
    private volatile boolean closed;

    DefaultSyncEngine(EngineContext context, Workers workers) {
        this.context = context;
        this.workers = workers;
        this.owners = new Owners(context.random());
        this.cluster = new EngineCluster(context, workers.executor(), this::newLoop, this::start, this::pump);
        this.statuses = new StatusReader(context.ports(), context.settings().leaseTtl(), this::liveView);
        this.searcher = new Searcher(
                context.ports(), context::isPayload, tokens -> context.gate().record(System.nanoTime(), tokens));
    }

    @Override
    public SyncReport sync(SyncRequest request) {
        return run(newSync(request));
    }

    @Override
    public SyncRun start(SyncRequest request) {
        return start(newSync(request));
    }

    private SyncRun start(SyncRequest request, ThreadedEventLoop loop, ListingWork work, String name) {
        return start(new LoopedSync(loop, new SyncRunner(context, request, loop, owners.next(name), work)));
    }

    private SyncRun start(LoopedSync sync) {
        CompletableFuture<SyncReport> report = new CompletableFuture<>();
        workers.executor().execute(() -> {
            try {
                report.complete(run(sync));
            } catch (RuntimeException | Error e) {
                report.completeExceptionally(e);
                throw e;
            }
        });
        return new StartedRun(sync.runner(), report);
    }

    private LoopedSync newSync(SyncRequest request) {
        ThreadedEventLoop loop = newLoop();
        return new LoopedSync(loop, new SyncRunner(context, request, loop, owners.next()));
    }

    private ThreadedEventLoop newLoop() {
        checkOpen();
        return new ThreadedEventLoop(workers.executor(), System::nanoTime);
    }

    private SyncReport run(LoopedSync sync) {
        SyncRunner runner = sync.runner();
        runners.put(runner.owner(), runner);
        try {
            return pump(sync.loop(), runner::cancel, runner.run(this::liveView));
        } finally {
            runners.remove(runner.owner());
        }
    }

    @Override
    public void touch(ModelName model, Collection<RecordId> ids) {
        checkOpen();
        statuses.touch(model, ids);
    }

    @Override
    public Optional<ChangeSign> probe(ModelName model) {
        checkOpen();
        return SourceSigns.of(context.ports().source(), model);
    }

    @Override
    public PlanReport plan(SyncRequest request) {
        ThreadedEventLoop loop = newLoop();
        PlanRunner runner = new PlanRunner(context, request, loop);
        try {
            return pump(loop, runner::cancel, runner.run());
        } catch (CompletionException e) {
            throw Failures.of(e, "Planning a sync of " + request.model());
        }
    }

    @Override
    public CleanupReport cleanup(CleanupRequest request) {
        ThreadedEventLoop loop = newLoop();
        CleanupRunner runner = new CleanupRunner(context, request, loop, owners.next());
        return pump(loop, runner::cancel, runner.run(this::liveView));
    }

    @Override
    public VerifyReport verify(VerifyRequest request) {
        ThreadedEventLoop loop = newLoop();
        VerifyRunner runner = new VerifyRunner(context, request, loop, owners.next());
        return pump(loop, runner::cancel, runner.run(this::liveView));
    }

    @Override
    public RecordExplanation explain(ModelName model, RecordId id) {
        return new Explainer(context, model, id).explain();
    }

    private <T> T pump(ThreadedEventLoop loop, Runnable cancel, CompletableFuture<T> report) {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        open.put(cancel, ended);
        try {
            if (closed) {
                cancel.run();
            }
            loop.runUntil(report, cancel);
            return report.join();
        } finally {
            open.remove(cancel);
            context.gate().forget(loop);
            ended.complete(null);
        }
    }

    /** Replaces the stored progress of a run of this process by its current progress. */
    private ActiveRun liveView(ActiveRun run) {
        SyncRunner local = runners.get(run.owner());
        return local == null
                ? run
                : ActiveRun.builder()
                        .model(run.model())
                        .kind(run.kind())
                        .owner(run.owner())
                        .startedAt(run.startedAt())
                        .done(local.progress().processed())
                        .total(local.progress().total())
                        .waitingFor(local.waitingFor())
                        .build();
    }

    @Override
    public boolean inProgress(ModelName model) {
        return statuses.active(model).isPresent();
    }

    @Override
    public List<ActiveRun> activeRuns() {
        return statuses.active();
    }

    @Override
    public ModelStatus status(ModelName model) {
        return statuses.status(model);
    }

    @Override
    public List<ModelStatus> statuses() {
        return statuses.all();
    }

    @Override
    public List<ModelName> models() {
        return statuses.models();
    }

    @Override
    public List<FailedRecord> failures(ModelName model, Cursor after, int limit) {
        return statuses.failures(model, after, limit);
    }

    @Override
    public List<SourceContent> sources() {
        return SourceChange.contents(context.ports());
    }

    @Override
    public List<SourceContent> renameSource(String from, String to) {
        return change("Renaming the source " + from, change -> change.rename(from, to));
    }

    @Override
    public List<SourceContent> dropSource(String name) {
        return change("Dropping the source " + name, change -> change.drop(name));
    }

    private List<SourceContent> change(
            String what, Function<SourceChange, CompletableFuture<List<SourceContent>>> work) {
        ThreadedEventLoop loop = newLoop();
        SourceChange change = new SourceChange(context, loop, owners.next());
        try {
            return pump(loop, change::cancel, work.apply(change));
        } catch (CompletionException e) {
            throw Failures.of(e, what);
        }
    }

    @Override
    public List<SearchHit> search(SearchRequest request) {
        return searcher.search(request);
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("This SyncEngine is closed");
        }
    }

    @Override
    public void cancelRuns() {
        open.keySet().forEach(Runnable::run);
    }

    @Override
    public void close() {
        closed = true;
        cancelRuns();
        open.values().forEach(CompletableFuture::join);
        workers.close();
    }

    @Override
    public Cluster cluster() {
        return cluster;
    }

    private record LoopedSync(ThreadedEventLoop loop, SyncRunner runner) {}
}
