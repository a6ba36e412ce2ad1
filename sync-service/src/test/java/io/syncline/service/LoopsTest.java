package io.syncline.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ChangeSign;
import io.syncline.api.ModelName;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.TransientException;
import io.syncline.core.SignalRelay;
import io.syncline.core.SyncEngine;
import io.syncline.core.port.ChangeSignals;
import io.syncline.core.port.record.SignalBatch;
import io.syncline.service.run.ServiceTime;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The loops of signals and probes, which go on whatever happens to them. */
class LoopsTest {

    private static final ModelName PARTNER = ModelName.of("res.partner");
    private static final ModelName ORDER = ModelName.of("sale.order");

    private final List<Duration> pauses = new ArrayList<>();
    private final List<ModelName> told = new ArrayList<>();

    /** What each call returns or throws, in order; the last one stops the loop. */
    private final List<Supplier<Object>> answers = new ArrayList<>();

    private Object answer() {
        return answers.remove(0).get();
    }

    private static Supplier<Object> thrown(Throwable failure) {
        return () -> {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failure;
        };
    }

    private final SyncEngine engine = (SyncEngine) Proxy.newProxyInstance(
            LoopsTest.class.getClassLoader(),
            new Class<?>[] {SyncEngine.class},
            (proxy, method, arguments) -> method.getName().equals("probe") ? answer() : null);

    private final ServiceTime time = new ServiceTime() {
        @Override
        public Instant now() {
            return Instant.EPOCH;
        }

        @Override
        public long nanos() {
            return 0;
        }

        @Override
        public void await(CompletableFuture<?> event, Duration most) {
            pauses.add(most);
        }
    };

    private final ChangeSignals signals = new ChangeSignals() {
        @Override
        public SignalBatch next() {
            return (SignalBatch) answer();
        }

        @Override
        public void acknowledge(SignalBatch batch) {}

        @Override
        public void close() {}
    };

    static Stream<Throwable> failures() {
        return Stream.of(
                new TransientException("The database restarts", null),
                new SetupException("The slot is missing"),
                new IllegalStateException("A bug"),
                new StackOverflowError("A bug"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void signalsShouldBeTakenAfterAnyFailure(Throwable failure) {
        SignalLoop loop = new SignalLoop(new SignalRelay(engine, signals, warning -> {}), time, told::add);
        List<Optional<String>> problems = new ArrayList<>();
        answers.add(thrown(failure));
        answers.add(() -> {
            problems.add(loop.problem());
            return new SignalBatch(Map.of(), Set.of(PARTNER), List.of());
        });
        answers.add(() -> {
            problems.add(loop.problem());
            loop.stop();
            throw new IllegalStateException("closed");
        });

        loop.run();

        assertThat(told).containsExactly(PARTNER);
        assertThat(pauses.get(0)).isBetween(Duration.ofSeconds(10), Duration.ofMinutes(1));
        assertThat(problems.get(0)).isPresent();
        assertThat(problems.get(1)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void probesShouldGoOnAfterAnyFailure(Throwable failure) {
        ChangeProbes probes = new ChangeProbes(engine, time, List.of(PARTNER, ORDER), told::add);
        answers.add(thrown(failure));
        answers.add(() -> Optional.of(new ChangeSign("noon", 1)));
        answers.add(() -> Optional.of(new ChangeSign("noon", 2)));
        answers.add(() -> {
            probes.stop();
            return Optional.empty();
        });

        probes.loop(Duration.ofSeconds(30)).run();

        assertThat(told).containsExactly(ORDER, PARTNER);
    }

    @Test
    void probesShouldEndIfTheSourceHasNoCallsForThem() {
        ChangeProbes probes = new ChangeProbes(engine, time, List.of(PARTNER), told::add);
        answers.add(Optional::empty);
        probes.loop(Duration.ofSeconds(30)).run();
        assertThat(pauses).isEmpty();
    }
}
