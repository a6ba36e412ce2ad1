package io.syncline.enginetests.virtualtime;

import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.api.failure.LostRaceException;
import io.syncline.core.cluster.ClusterSettings;
import io.syncline.core.cluster.ClusterSnapshot;
import io.syncline.core.cluster.CoordinatorAnswer;
import io.syncline.core.cluster.CoordinatorClient;
import io.syncline.core.cluster.WorkerRequest;
import io.syncline.core.internal.cluster.GrantedWork;
import io.syncline.core.internal.cluster.RangeBoard;
import io.syncline.core.internal.cluster.WorkerPlans;
import io.syncline.core.internal.run.EngineContext;
import io.syncline.core.internal.sync.SyncRunner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A coordinator and workers, each a process of its own in virtual time, and the network between them. */
final class VirtualCluster {

    /** How long a message takes, in milliseconds; negative if it is lost. */
    interface Network {
        long millis();
    }

    int mostRequests = 100_000;

    final VirtualEngine engine;
    final List<Worker> workers = new ArrayList<>();
    /** Grants by the name of the worker that got them. */
    final Map<String, List<Long>> granted = new HashMap<>();

    final List<Long> epochs = new ArrayList<>();
    ClusterSettings settings = new ClusterSettings(20, Duration.ofSeconds(5), 16);
    Network network = () -> 5;
    ClusterPlant plant = ClusterPlant.NONE;
    Random random = new Random(3);
    Supplier<VirtualLoop> coordinatorLoops;
    private final Map<Long, Long> firstEpoch = new HashMap<>();
    private int coordinators;
    private @Nullable VirtualLoop loop;
    private RangeBoard board;
    private SyncRunner runner;
    private CompletableFuture<SyncReport> report;

    VirtualCluster(VirtualEngine engine) {
        this.engine = engine;
        this.coordinatorLoops = engine::loop;
    }

    /** Starts a coordinator, after an earlier one. */
    CompletableFuture<SyncReport> coordinate(SyncRequest request, Optional<ClusterSnapshot> resume) {
        loop = coordinatorLoops.get();
        board = new RangeBoard(loop, settings, resume);
        RangeBoard started = board;
        runner = new SyncRunner(engine.context(), request, loop, "coordinator:" + ++coordinators, board);
        report = runner.run(UnaryOperator.identity());
        report.thenAccept(done -> started.close());
        return report;
    }

    Worker addWorker(String name) {
        return addWorker(name, engine.context());
    }

    Worker addWorker(String name, EngineContext context) {
        Worker worker = new Worker(name, engine.loop(), context);
        workers.add(worker);
        worker.next();
        return worker;
    }

    Optional<ClusterSnapshot> snapshot() {
        return board.snapshot();
    }

    @Override
    public String toString() {
        return (loop != null && loop.isDead() ? "dead, " : "") + board;
    }

    void killCoordinator() {
        loop.kill();
    }

    void cancel() {
        runner.cancel();
    }

    VirtualLoop coordinatorLoop() {
        return loop;
    }

    /** A process that asks for ranges and works on them, one after the other. */
    final class Worker implements CoordinatorClient {

        final String name;
        final VirtualLoop loop;
        private final EngineContext context;
        private final WorkerPlans plans;
        /** Whether no message passes, in either direction. */
        boolean cut;
        /** Whether each request fails immediately. */
        boolean refused;

        int asked;

        private Worker(String name, VirtualLoop loop, EngineContext context) {
            this.name = name;
            this.loop = loop;
            this.context = context;
            this.plans = new WorkerPlans(context);
        }

        private void next() {
            ask(new WorkerRequest.Next(name))
                    .whenComplete((answer, thrown) -> loop.execute(() -> {
                        if (answer instanceof CoordinatorAnswer.Granted grant) {
                            granted.computeIfAbsent(name, any -> new ArrayList<>())
                                    .add(grant.grant().number());
                            epochs.add(grant.grant().epoch());
                            new GrantedWork(context, grant.grant(), plans, this, loop)
                                    .start()
                                    .whenComplete((done, failed) -> next());
                        } else {
                            boolean over = answer instanceof CoordinatorAnswer.Finished;
                            loop.schedule(over ? Duration.ofSeconds(30) : Duration.ofMillis(500), this::next);
                        }
                    }));
        }

        @Override
        public CompletionStage<CoordinatorAnswer> ask(WorkerRequest request) {
            if (++asked > mostRequests) {
                throw new AssertionError("Worker " + name + " asked " + asked + " times");
            }
            if (refused) {
                return CompletableFuture.failedFuture(new NoAnswer());
            }
            if (plant == ClusterPlant.CHANGES_BY_WORKERS && request instanceof WorkerRequest.Maintain changes) {
                return changed(changes);
            }
            return send(plant.sent(request, random)).thenApply(answer -> plant.understood(answer, firstEpoch));
        }

        /** A change that the worker makes itself, which arrives when it has been given up long ago. */
        private CompletionStage<CoordinatorAnswer> changed(WorkerRequest.Maintain changes) {
            long epoch = epochs.get(epochs.size() - 1);
            engine.time.after(Duration.ofMillis(random.nextInt(60_000)), () -> {
                try {
                    engine.points.trim(VirtualEngine.KEY, epoch, changes.trims());
                    engine.points.delete(VirtualEngine.KEY, epoch, changes.deletions());
                } catch (LostRaceException refused) {
                    // its successor has written
                }
            });
            return CompletableFuture.completedFuture(new CoordinatorAnswer.Done());
        }

        private CompletableFuture<CoordinatorAnswer> send(WorkerRequest request) {
            RangeBoard target = board;
            VirtualLoop host = VirtualCluster.this.loop;
            CompletableFuture<CoordinatorAnswer> answer = new CompletableFuture<>();
            Runnable timeout =
                    engine.time.after(settings.grantTime(), () -> answer.completeExceptionally(new NoAnswer()));
            answer.whenComplete((done, thrown) -> timeout.run());
            if (host == null) {
                answer.completeExceptionally(new NoAnswer());
                return answer;
            }
            if (request.blocks()) {
                // the caller blocks within one instant, so the answer must come within it
                if (cut || host.isDead()) {
                    answer.completeExceptionally(new NoAnswer());
                } else {
                    target.receive(request).thenAccept(answer::complete);
                }
                return answer;
            }
            pass(() -> {
                if (!host.isDead()) {
                    target.receive(request).thenAccept(answered -> pass(() -> answer.complete(answered)));
                }
            });
            return answer;
        }

        private void pass(Runnable arrival) {
            long millis = network.millis();
            if (!cut && millis >= 0) {
                engine.time.after(Duration.ofMillis(millis), () -> {
                    if (!cut) {
                        arrival.run();
                    }
                });
            }
        }
    }

    private static final class NoAnswer extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoAnswer() {
            super("no answer", null, false, false);
        }
    }
}
