package io.syncline.core;

import io.syncline.api.ModelName;
import io.syncline.api.RunProgress;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.api.SyncRun;
import io.syncline.core.cluster.Cluster;
import io.syncline.core.cluster.ClusterSettings;
import io.syncline.core.cluster.ClusterSnapshot;
import io.syncline.core.cluster.CoordinatedRun;
import io.syncline.core.cluster.CoordinatorAnswer;
import io.syncline.core.cluster.CoordinatorClient;
import io.syncline.core.cluster.RangeGrant;
import io.syncline.core.cluster.RangeWork;
import io.syncline.core.cluster.WorkerRequest;
import io.syncline.core.internal.cluster.GrantedWork;
import io.syncline.core.internal.cluster.RangeBoard;
import io.syncline.core.internal.cluster.WorkerPlans;
import io.syncline.core.internal.run.EngineContext;
import io.syncline.core.internal.runtime.ThreadedEventLoop;
import io.syncline.core.internal.sync.ListingWork;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;

/** The cluster side of an engine, whose runs it starts and whose threads it uses. */
final class EngineCluster implements Cluster {

    /** Starts a sync in the background. */
    @FunctionalInterface
    interface Starter {
        SyncRun start(SyncRequest request, ThreadedEventLoop loop, ListingWork work, String name);
    }

    /** Runs a loop to the end of some work; registered with the engine, so that closing cancels it. */
    @FunctionalInterface
    interface Pump {
        void pump(ThreadedEventLoop loop, Runnable cancel, CompletableFuture<Void> end);
    }

    private final EngineContext context;
    private final ExecutorService executor;
    private final Supplier<ThreadedEventLoop> loops;
    private final Starter starter;
    private final Pump pump;
    private final WorkerPlans plans;

    /**
     * The cluster side of an engine.
     *
     * @param loops makes a loop for one run
     */
    EngineCluster(
            EngineContext context,
            ExecutorService executor,
            Supplier<ThreadedEventLoop> loops,
            Starter starter,
            Pump pump) {
        this.context = context;
        this.executor = executor;
        this.loops = loops;
        this.starter = starter;
        this.pump = pump;
        this.plans = new WorkerPlans(context);
    }

    @Override
    public CoordinatedRun coordinate(SyncRequest request, ClusterSettings settings, Optional<ClusterSnapshot> resume) {
        if (request.testLimit().isPresent()) {
            throw new IllegalArgumentException("A sync of the first "
                    + request.testLimit().getAsLong() + " records cannot be divided between workers");
        }
        ThreadedEventLoop loop = loops.get();
        RangeBoard board = new RangeBoard(loop, settings, resume);
        SyncRun run = starter.start(request, loop, board, settings.name());
        run.report().whenComplete((report, thrown) -> board.close());
        return new Coordinated(run, board);
    }

    @Override
    public RangeWork work(RangeGrant grant, CoordinatorClient coordinator) {
        ThreadedEventLoop loop = loops.get();
        GrantedWork work = new GrantedWork(context, grant, plans, coordinator, loop);
        CompletableFuture<Void> ended = new CompletableFuture<>();
        executor.execute(() -> {
            try {
                pump.pump(loop, work::cancel, work.start());
            } finally {
                ended.complete(null);
            }
        });
        return new Granted(work, ended);
    }

    private record Granted(GrantedWork work, CompletableFuture<Void> ended) implements RangeWork {

        @Override
        public void cancel() {
            work.cancel();
        }

        @Override
        public CompletionStage<Void> end() {
            return ended.minimalCompletionStage();
        }
    }

    private record Coordinated(SyncRun run, RangeBoard board) implements CoordinatedRun {

        @Override
        public CompletionStage<CoordinatorAnswer> receive(WorkerRequest request) {
            return board.receive(request).minimalCompletionStage();
        }

        @Override
        public Optional<ClusterSnapshot> snapshot() {
            return board.snapshot();
        }

        @Override
        public ModelName model() {
            return run.model();
        }

        @Override
        public RunProgress progress() {
            return run.progress();
        }

        @Override
        public void cancel() {
            run.cancel();
        }

        @Override
        public CompletionStage<SyncReport> report() {
            return run.report();
        }

        @Override
        public SyncReport await() throws InterruptedException {
            return run.await();
        }
    }
}
