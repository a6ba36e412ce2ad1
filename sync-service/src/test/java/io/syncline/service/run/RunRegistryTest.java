package io.syncline.service.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import io.syncline.api.RunOutcome;
import io.syncline.api.RunProgress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class RunRegistryTest {

    private static final EndedRun DONE = new EndedRun.Unreported(RunOutcome.COMPLETED, "done");

    /** Runs wait here until the test lets them go on. */
    private final Deque<Runnable> waiting = new ArrayDeque<>();

    private final RunRegistry registry =
            new RunRegistry(waiting::add, ServiceTime.system(), 2, RunRegistryTest::failed);

    private static EndedRun failed(RuntimeException failure) {
        return new EndedRun.Unreported(RunOutcome.FAILED, failure.getMessage());
    }

    private static String problem(TrackedRun run) {
        return ((EndedRun.Unreported) run.end().orElseThrow()).problem();
    }

    private static RunDescriptor descriptor(String model) {
        return new RunDescriptor(WorkKind.SYNC, ModelName.of(model), "session");
    }

    private Admission start(String model) {
        return registry.start(descriptor(model), control -> DONE);
    }

    @Test
    void secondRunOfAModelShouldBeRefusedAndShownTheFirst() {
        TrackedRun first = start("res.partner").run();

        Admission second = start("res.partner");

        assertThat(second.verdict()).isEqualTo(Admission.Verdict.OCCUPIED);
        assertThat(second.run()).isSameAs(first);
        waiting.remove().run();
        assertThat(start("res.partner").verdict()).isEqualTo(Admission.Verdict.STARTED);
    }

    @Test
    void numberOfRunsInProgressShouldBeBounded() {
        start("a");
        start("b");

        Admission third = start("c");

        assertThat(third.verdict()).isEqualTo(Admission.Verdict.FULL);
        assertThat(third.runs()).hasSize(2);
        assertThat(waiting).hasSize(2);
    }

    @Test
    void runsThatEndedShouldBeForgottenInTheEnd() {
        String first = start("res.partner").run().id();
        waiting.remove().run();
        for (int i = 0; i < 200; i++) {
            start("res.partner");
            waiting.remove().run();
        }

        assertThat(registry.find(first)).isEmpty();
        assertThat(registry.newestFirst()).hasSizeLessThanOrEqualTo(101);
    }

    @Test
    void runThatStartedLongAgoShouldBeRememberedWhenItHasJustEnded() {
        TrackedRun first = start("res.partner").run();
        Runnable work = waiting.remove();
        for (int i = 0; i < 101; i++) {
            start("product.template");
            waiting.remove().run();
        }
        work.run();
        start("product.template");

        assertThat(registry.find(first.id())).contains(first);
    }

    @Test
    void runWithoutAThreadShouldEnd() {
        RunRegistry full = new RunRegistry(
                task -> {
                    throw new RejectedExecutionException("no thread");
                },
                ServiceTime.system(),
                2,
                RunRegistryTest::failed);

        TrackedRun run = full.start(descriptor("res.partner"), control -> DONE).run();

        assertThat(problem(run)).isEqualTo("no thread");
        assertThat(full.start(descriptor("res.partner"), control -> DONE).verdict())
                .isEqualTo(Admission.Verdict.STARTED);
    }

    @Test
    void runWhoseThreadCannotBeCreatedShouldEnd() {
        RunRegistry full = new RunRegistry(
                task -> {
                    throw new OutOfMemoryError("unable to create native thread");
                },
                ServiceTime.system(),
                2,
                RunRegistryTest::failed);

        TrackedRun run = full.start(descriptor("res.partner"), control -> DONE).run();

        assertThat(problem(run)).isEqualTo("The run got no thread");
    }

    @Test
    void runsOfSchedulesShouldNotTakeThePlaceOfOneThatSomebodyAsksAbout() {
        TrackedRun asked = start("res.partner").run();
        waiting.remove().run();
        for (int i = 0; i < 300; i++) {
            registry.run(new RunDescriptor(WorkKind.SYNC, ModelName.of("model"), RunDescriptor.SCHEDULE), run -> DONE);
        }

        assertThat(registry.find(asked.id())).contains(asked);
        assertThat(registry.newestFirst()).hasSizeBetween(100, 110);
    }

    /** Whoever begins runs, such as a schedule, would not learn that this one ended. */
    @Test
    void runThatMetAnErrorShouldEndAsOneThatFailed() {
        TrackedRun run = registry.run(descriptor("res.partner"), control -> {
                    throw new StackOverflowError("A bug");
                })
                .run();

        assertThat(problem(run)).isEqualTo("The run ended with an error");
        assertThat(start("res.partner").verdict()).isEqualTo(Admission.Verdict.STARTED);
    }

    @Test
    void listenerThatMeetsAnErrorShouldHarmNoRun() {
        RunRegistry observed = new RunRegistry(
                waiting::add, ServiceTime.system(), 2, RunRegistryTest::failed, new RunRegistry.Observer() {
                    @Override
                    public void ended(TrackedRun run, EndedRun end) {
                        throw new NoClassDefFoundError("A bug");
                    }
                });

        assertThat(observed.run(descriptor("res.partner"), control -> DONE)
                        .run()
                        .end())
                .contains(DONE);
    }

    @Test
    void runThatEndedShouldHoldNothingOfItsWork() {
        TrackedRun run = registry.start(descriptor("res.partner"), control -> {
                    control.progress(
                            () -> Optional.of(RunProgress.of(ModelName.of("res.partner"), 1, 1, Duration.ZERO)));
                    return DONE;
                })
                .run();
        waiting.remove().run();

        assertThat(run.latestProgress()).isEmpty();
    }

    @Test
    void workThatThrowsShouldEndItsRun() {
        TrackedRun run = registry.start(descriptor("res.partner"), control -> {
                    throw new IllegalStateException("broken");
                })
                .run();
        waiting.remove().run();

        assertThat(problem(run)).isEqualTo("broken");
        assertThat(start("res.partner").verdict()).isEqualTo(Admission.Verdict.STARTED);
    }

    @Test
    void cancellationBeforeTheStartShouldReachTheWork() {
        AtomicBoolean stopped = new AtomicBoolean();
        TrackedRun run = registry.start(descriptor("res.partner"), control -> {
                    control.onCancel(() -> stopped.set(true));
                    return DONE;
                })
                .run();
        run.cancel();
        waiting.remove().run();

        assertThat(stopped).isTrue();
    }

    @Test
    void cancellationAfterTheEndShouldReachNoThread() {
        TrackedRun run = registry.start(descriptor("res.partner"), control -> control.interruptibly(() -> DONE))
                .run();
        waiting.remove().run();
        run.cancel();

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(run.isCancelled()).isFalse();
    }

    @Test
    void interruptOfACancelledRunShouldNotReachTheNextTaskOfItsThread() {
        TrackedRun[] started = new TrackedRun[1];
        started[0] = registry.start(
                        descriptor("res.partner"),
                        control -> control.interruptibly(() -> {
                            started[0].cancel();
                            assertThat(Thread.currentThread().isInterrupted()).isTrue();
                            return DONE;
                        }))
                .run();
        waiting.remove().run();

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(started[0].end()).contains(DONE);
    }

    @Test
    void endOfASessionShouldCancelItsRunsOnly() {
        TrackedRun own = start("a").run();
        TrackedRun other = registry.start(
                        new RunDescriptor(WorkKind.SYNC, ModelName.of("b"), "another"), control -> DONE)
                .run();

        registry.cancelThoseOf("session");

        assertThat(own.isCancelled()).isTrue();
        assertThat(other.isCancelled()).isFalse();
    }
}
