package io.syncline.enginetests.virtualtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ActiveRun;
import io.syncline.api.RunKind;
import io.syncline.api.RunOutcome;
import io.syncline.api.failure.LostRaceException;
import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;
import io.syncline.core.internal.lease.Coordinator;
import io.syncline.core.internal.lease.LeasedRun;
import io.syncline.core.internal.run.Cancellation;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.run.RunResult;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.metadata.Lease;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.metadata.StateKey;
import io.syncline.core.port.vector.SinkIdentity;
import io.syncline.core.port.vector.SinkSchema;
import io.syncline.testkit.forward.ForwardingMetadataStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How a leased run acquires, renews and releases the lease of its task. */
class LeasedRunTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final long UNFINISHED = 1;
    private static final long COMPLETED = 2;

    private final VirtualEngine engine = new VirtualEngine();
    private final FakeTask task = new FakeTask();
    private @Nullable RunContext context;

    @Test
    void leaseShouldBeReleasedWithTheStateOfTheCompletedTask() {
        RunResult end = end(start());

        assertThat(end).isEqualTo(RunResult.completed());
        assertThat(state().lease()).isEmpty();
        assertThat(state().recordsSynced()).isEqualTo(COMPLETED);
    }

    @Test
    void taskShouldNotBeginWhileAnotherHasTheLease() {
        task.work = new CompletableFuture<>();
        start();
        engine.wait(MINUTE);
        FakeTask second = new FakeTask();

        RunResult end = end(run(second, "second")
                .run(holder -> ActiveRun.builder()
                        .model(holder.model())
                        .kind(holder.kind())
                        .owner(holder.owner())
                        .startedAt(holder.startedAt())
                        .done(77)
                        .build()));

        assertThat(second.events).isEmpty();
        assertThat(end.outcome()).isEqualTo(RunOutcome.REFUSED_IN_PROGRESS);
        assertThat(end.blockedBy()).map(ActiveRun::owner).contains("first");
        assertThat(end.errors()).singleElement().asString().contains("77 records done");
    }

    @Test
    void leaseShouldBeRenewedWhileTheTaskRuns() {
        task.work = new CompletableFuture<>();
        CompletableFuture<RunResult> run = start();

        engine.wait(engine.settings.build().leaseTtl().multipliedBy(3));

        assertThat(state().lease().orElseThrow().expiresAt()).isAfter(engine.time.instant());
        assertThat(state().lease().orElseThrow().done()).isEqualTo(FakeTask.DONE);
        assertThat(state().recordsSynced()).isEqualTo(UNFINISHED);
        task.work.complete(RunResult.completed());
        assertThat(end(run)).isEqualTo(RunResult.completed());
    }

    @Test
    void refusalShouldBeReportedAndLeaveTheStateUnfinished() {
        RunResult refusal = RunResult.refused(RunOutcome.REFUSED_BY_GUARD, "Too many");
        task.work = CompletableFuture.completedFuture(refusal);

        assertThat(end(start())).isEqualTo(refusal);
        assertThat(state().lease()).isEmpty();
        assertThat(state().recordsSynced()).isEqualTo(UNFINISHED);
    }

    @Test
    void leaseShouldBeReleasedWhenTheTaskFails() {
        SyncException failure = new RejectedException("Refused for the test");
        task.work = CompletableFuture.failedFuture(failure);

        assertThat(end(start())).isEqualTo(RunResult.failed(failure));
        assertThat(state().lease()).isEmpty();
        assertThat(state().recordsSynced()).isEqualTo(UNFINISHED);
    }

    @Test
    void leaseShouldBeReleasedWhenTheTaskThrows() {
        task.thrown = new IllegalStateException("A fault");

        RunResult end = end(start());

        assertThat(end.failure()).containsInstanceOf(SetupException.class);
        assertThat(end.errors()).singleElement().asString().startsWith("Cleanup of res.partner failed");
        assertThat(state().lease()).isEmpty();
    }

    @Test
    void cancelledRunShouldSaveItsProgressAndReleaseTheLease() {
        task.work = new CompletableFuture<>();
        LeasedRun run = run(task, "first");
        CompletableFuture<RunResult> ended = run.run(UnaryOperator.identity());
        engine.wait(MINUTE);

        cancel();
        engine.wait(MINUTE);
        assertThat(task.events).containsExactly("work", "cancelled");
        task.work.complete(RunResult.completed());

        assertThat(end(ended)).isEqualTo(RunResult.cancelled(Optional.empty()));
        assertThat(state().lease()).isEmpty();
        assertThat(state().recordsSynced()).isEqualTo(UNFINISHED);
    }

    @Test
    void runShouldEndWithoutASaveWhenAnotherTookOver() {
        task.work = new CompletableFuture<>();
        CompletableFuture<RunResult> ended = start();
        engine.wait(Duration.ofSeconds(1));
        takeOver();
        engine.wait(MINUTE);

        assertThat(task.events).containsExactly("work", "aborted");
        task.work.complete(RunResult.completed());

        RunResult end = end(ended);
        assertThat(end.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(end.failure()).containsInstanceOf(LostRaceException.class);
        assertThat(state().lease().orElseThrow().owner()).isEqualTo("second");
        assertThat(state().recordsSynced()).isZero();
    }

    @Test
    void runShouldFailWhenItsLeaseCannotBeReleased() {
        task.work = new CompletableFuture<>();
        LeasedRun run = run(task, "first", unreleasable());
        CompletableFuture<RunResult> ended = run.run(UnaryOperator.identity());
        cancel();
        engine.wait(Duration.ofSeconds(1));
        task.work.complete(RunResult.completed());

        RunResult end = end(ended);
        assertThat(end.outcome()).as("though it was cancelled").isEqualTo(RunOutcome.FAILED);
        assertThat(end.errors()).containsExactly("No release for the test");
    }

    private void takeOver() {
        ModelState found = state();
        ModelState next = found.toBuilder()
                .epoch(found.epoch() + 1)
                .lease(Lease.builder()
                        .from(found.lease().orElseThrow())
                        .owner("second")
                        .build())
                .build();
        long revision = engine.states.read(VirtualEngine.STATE).revision();
        assertThat(engine.states.compareAndSet(VirtualEngine.STATE, revision, next))
                .isTrue();
    }

    private ForwardingMetadataStore unreleasable() {
        return new ForwardingMetadataStore(engine.states) {
            @Override
            public boolean compareAndSet(StateKey key, long expectedRevision, ModelState state) {
                if (state.lease().isEmpty()) {
                    throw new TransientException("No release for the test", null);
                }
                return super.compareAndSet(key, expectedRevision, state);
            }
        };
    }

    private ModelState state() {
        return engine.states.read(VirtualEngine.STATE).state();
    }

    private CompletableFuture<RunResult> start() {
        return run(task, "first").run(UnaryOperator.identity());
    }

    private LeasedRun run(FakeTask toDo, String owner) {
        return run(toDo, owner, engine.states);
    }

    private LeasedRun run(FakeTask toDo, String owner, MetadataStore store) {
        engine.metadata = store;
        context = RunContext.unobserved(engine.context(), VirtualEngine.MODEL, engine.loop());
        context.cancellation().register(toDo);
        return new LeasedRun(context, owner, toDo);
    }

    private RunResult end(CompletableFuture<RunResult> run) {
        engine.wait(Duration.ofHours(1));
        assertThat(run).isCompleted();
        return run.join();
    }

    private void cancel() {
        Objects.requireNonNull(context).cancel();
    }

    private final class FakeTask implements LeasedRun.Task, Cancellation.Listener {

        static final long DONE = 5;

        final List<String> events = new ArrayList<>();
        CompletableFuture<RunResult> work = CompletableFuture.completedFuture(RunResult.completed());

        @Nullable RuntimeException thrown;

        @Override
        public RunKind kind() {
            return RunKind.CLEANUP;
        }

        @Override
        public CompletableFuture<SinkIdentity> open() {
            return CompletableFuture.completedFuture(
                    engine.sink.prepare(new SinkSchema(engine.embedder.fingerprint())));
        }

        @Override
        public CompletableFuture<RunResult> work(Coordinator coordinator) {
            events.add("work");
            if (thrown != null) {
                throw thrown;
            }
            return work;
        }

        @Override
        public void cancelled() {
            events.add("cancelled");
        }

        @Override
        public void aborted(SyncException cause) {
            events.add("aborted");
        }

        @Override
        public long done() {
            return DONE;
        }

        @Override
        public UnaryOperator<ModelState> unfinished() {
            return state -> state.toBuilder().recordsSynced(UNFINISHED).build();
        }

        @Override
        public UnaryOperator<ModelState> completed() {
            return state -> state.toBuilder().recordsSynced(COMPLETED).build();
        }
    }
}
