package io.syncline.testkit.fault;

import static io.syncline.testkit.PortMethod.STORE_COMPARE_AND_SET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.ModelName;
import io.syncline.api.failure.LostRaceException;
import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.TransientException;
import io.syncline.api.failure.UnknownOutcomeException;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.metadata.StateKey;
import io.syncline.testkit.ManualClock;
import io.syncline.testkit.memory.InMemoryMetadataStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class FaultTest {

    private static final StateKey MODEL = new StateKey("memory:test", ModelName.of("res.partner"), "sink-1");
    private static final ModelState STATE = ModelState.builder().epoch(1).build();

    private final ManualClock clock = new ManualClock(Instant.EPOCH);
    private final InMemoryMetadataStore store = new InMemoryMetadataStore(clock);

    @Test
    void callShouldNotBeExecutedWhenItFails() {
        assertFails(Fault.failTransient(), TransientException.class);
        assertFails(Fault.failRejected(), RejectedException.class);
        assertFails(Fault.failSetup(), SetupException.class);
        assertFails(Fault.failLostRace(), LostRaceException.class);
        assertFails(Fault.unknownOutcomeBefore(), UnknownOutcomeException.class);
        assertThat(store.keys()).as("nothing was executed").isEmpty();
    }

    @Test
    void transientFailureShouldAskToWait() {
        assertThatThrownBy(() -> set(Fault.failTransient(Duration.ofSeconds(7))))
                .isInstanceOfSatisfying(
                        TransientException.class,
                        failure -> assertThat(failure.retryAfter()).contains(Duration.ofSeconds(7)));
    }

    @Test
    void callShouldBeExecutedWhenOnlyItsAnswerIsLost() {
        assertFails(Fault.unknownOutcomeAfter(), UnknownOutcomeException.class);
        assertThat(store.read(MODEL).state()).isEqualTo(STATE);
    }

    @Test
    void callShouldBeExecutedLaterWhenItIsUnderway() {
        List<Runnable> underway = new ArrayList<>();
        assertFails(Fault.unknownOutcomeLater(underway::add), UnknownOutcomeException.class);
        assertThat(store.keys()).as("before it arrives").isEmpty();
        underway.forEach(Runnable::run);
        assertThat(store.read(MODEL).state()).as("after it arrived").isEqualTo(STATE);
    }

    @Test
    void callShouldBeExecutedTwiceAndGiveTheFirstAnswerWhenItIsDuplicated() {
        assertThat(set(Fault.duplicate())).as("the second execution lost").isTrue();
        assertThat(store.calls().of(STORE_COMPARE_AND_SET)).isEqualTo(2);
    }

    @Test
    void callShouldWaitByTheGivenWaiterWhenItIsDelayed() {
        assertThat(set(Fault.delay(clock::advance, Duration.ofMinutes(5)))).isTrue();
        assertThat(clock.instant()).isEqualTo(Instant.EPOCH.plusSeconds(300));
    }

    @Test
    void delayShouldKeepTheInterruptFlagWhenItIsInterrupted() {
        Waiter interrupted = time -> {
            throw new InterruptedException();
        };
        assertFails(Fault.delay(interrupted, Duration.ofSeconds(1)), TransientException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(store.keys()).isEmpty();
    }

    @Test
    void callShouldWaitForItsGate() {
        Gate gate = new Gate();
        CompletableFuture<Boolean> answer = CompletableFuture.supplyAsync(() -> set(Fault.block(gate)));
        gate.awaitArrivals(1);
        assertThat(store.keys()).as("not executed before the gate opens").isEmpty();
        gate.open();
        assertThat(answer.join()).isTrue();
        assertThat(store.read(MODEL).state()).isEqualTo(STATE);
    }

    @Test
    void answerShouldWaitForItsGate() {
        Gate gate = new Gate();
        CompletableFuture<Boolean> answer = CompletableFuture.supplyAsync(() -> set(Fault.blockAnswer(gate)));
        gate.awaitArrivals(1);
        assertThat(store.read(MODEL).state()).as("executed immediately").isEqualTo(STATE);
        assertThat(answer).isNotDone();
        gate.open();
        assertThat(answer.join()).isTrue();
    }

    @Test
    void blockedCallShouldFailWhenItIsInterrupted() throws Exception {
        Gate gate = new Gate();
        AtomicReference<Thread> blocked = new AtomicReference<>();
        CompletableFuture<Boolean> flag = new CompletableFuture<>();
        CompletableFuture<Boolean> answer = CompletableFuture.supplyAsync(() -> {
            blocked.set(Thread.currentThread());
            try {
                return set(Fault.block(gate));
            } finally {
                flag.complete(Thread.interrupted());
            }
        });
        gate.awaitArrivals(1);
        blocked.get().interrupt();
        assertThatThrownBy(answer::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(TransientException.class);
        assertThat(flag.get()).as("interrupt flag").isTrue();
        assertThat(store.keys()).isEmpty();
    }

    @Test
    void faultShouldBeReportedWhenItNeitherExecutesNorThrows() {
        assertThatThrownBy(() -> set(Fault.of("LAZY", (call, execution) -> {})))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("LAZY");
    }

    private void assertFails(Fault fault, Class<? extends RuntimeException> type) {
        assertThatThrownBy(() -> set(fault))
                .as(fault.toString())
                .isInstanceOf(type)
                .hasMessageContaining("STORE_COMPARE_AND_SET 1");
    }

    private boolean set(Fault fault) {
        FaultPlan plan = FaultPlan.builder().at(STORE_COMPARE_AND_SET, 1, fault).build();
        MetadataStore faulty = new FaultInjector(plan).wrap(store);
        return faulty.compareAndSet(MODEL, 0, STATE);
    }
}
