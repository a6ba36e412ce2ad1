package io.syncline.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.ModelName;
import io.syncline.api.ModelStatus;
import io.syncline.api.RunOutcome;
import io.syncline.api.failure.TransientException;
import io.syncline.core.SyncEngine;
import io.syncline.service.run.ServiceTime;
import io.syncline.service.schedule.ModelSchedule;
import io.syncline.service.schedule.Schedule;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is asked of the stores to show how the models are, and that nobody else waits for it. */
class HealthTest {

    private static final int MODELS = 200;
    private static final List<ModelName> NAMES =
            IntStream.range(0, MODELS).mapToObj(i -> ModelName.of("model." + i)).toList();
    private static final ModelName FIRST = NAMES.get(0);
    private static final ModelSchedule HOURLY = ModelSchedule.syncing(Schedule.every(Duration.ofHours(1)));
    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

    /** What the engine was asked for, in order. */
    private final List<String> asked = new ArrayList<>();

    private final ManualTime time = new ManualTime();
    private Runnable duringReading = () -> {};
    private final SyncEngine engine = (SyncEngine) Proxy.newProxyInstance(
            HealthTest.class.getClassLoader(), new Class<?>[] {SyncEngine.class}, (proxy, method, arguments) -> {
                asked.add(method.getName());
                duringReading.run();
                return switch (method.getName()) {
                    case "statuses" -> NAMES.stream().map(HealthTest::status).toList();
                    case "status" -> status((ModelName) arguments[0]);
                    default -> throw new UnsupportedOperationException(method.getName());
                };
            });
    private final Health health = new Health(engine, time, new ChangeProbes(engine, time, NAMES, model -> {}));

    private static ModelStatus status(ModelName model) {
        return ModelStatus.builder()
                .model(model)
                .recordsSynced(1)
                .recordsStored(1)
                .failedRecords(0)
                .touchedRecords(0)
                .tooManyTouched(false)
                .unfinished(false)
                .watermark(NOON)
                .build();
    }

    private ModelHealth of(ModelName model) {
        return health.of(model, HOURLY, Map.of());
    }

    /** As a page does once a second. */
    private void showAll() {
        NAMES.forEach(this::of);
    }

    @Test
    void statesShouldBeReadOnceForAllModels() {
        showAll();
        showAll();
        assertThat(asked).containsExactly("statuses");
    }

    @Test
    void endOfARunShouldCostTheStateOfItsModelOnly() {
        showAll();
        for (int second = 0; second < 10; second++) {
            time.pass(Duration.ofSeconds(1));
            health.synced(NAMES.get(second), RunOutcome.COMPLETED, Optional.empty());
            health.changed(NAMES.get(second + 100));
            showAll();
        }
        assertThat(asked).hasSize(1 + 2 * 10).containsOnlyOnce("statuses");
    }

    @Test
    void statesOfOtherProcessesShouldBeReadFromTimeToTime() {
        showAll();
        time.pass(Duration.ofSeconds(16));
        showAll();
        assertThat(asked).containsExactly("statuses", "statuses");
    }

    /** Two hundred models in a store far away. */
    @Test
    void slowStoreShouldBeAskedOneTwentiethOfTheTimeAtMost() {
        duringReading = () -> time.pass(Duration.ofSeconds(2));
        showAll();
        for (int second = 0; second < 38; second++) {
            time.pass(Duration.ofSeconds(1));
            showAll();
        }
        assertThat(asked).containsExactly("statuses");
        time.pass(Duration.ofSeconds(3));
        showAll();
        assertThat(asked).containsExactly("statuses", "statuses");
    }

    @Test
    void failingStoreShouldBeAskedOnceInFiveSecondsWhateverIsShown() {
        TransientException down = new TransientException("The store is down", null);
        duringReading = () -> {
            throw down;
        };
        for (ModelName model : NAMES) {
            assertThatThrownBy(() -> of(model)).isSameAs(down);
        }
        assertThat(asked).containsExactly("statuses");
        time.pass(Duration.ofSeconds(6));
        duringReading = () -> {};
        showAll();
        assertThat(asked).containsExactly("statuses", "statuses");
    }

    @Test
    void stateThatCouldNotBeReadShouldBeReadLater() {
        showAll();
        health.changed(FIRST);
        duringReading = () -> {
            throw new TransientException("The store is down", null);
        };
        assertThatThrownBy(() -> of(FIRST)).hasMessage("The store is down");
        time.pass(Duration.ofSeconds(6));
        duringReading = () -> {};
        showAll();
        assertThat(asked).containsExactly("statuses", "status", "status");
    }

    /** Runs would wait for a page that somebody left open, else. */
    @Test
    void endOfARunShouldNotWaitForTheStore() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        duringReading = () -> {
            reached.countDown();
            await(released);
        };
        CompletableFuture<Void> page = CompletableFuture.runAsync(() -> of(FIRST));
        await(reached);

        health.synced(FIRST, RunOutcome.FAILED, Optional.of("no rights"));
        health.changed(FIRST);

        released.countDown();
        page.get(1, TimeUnit.MINUTES);
        duringReading = () -> {};
        assertThat(of(FIRST).freshness()).isEqualTo(Freshness.FAILING);
        assertThat(asked).containsExactly("statuses", "status");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static final class ManualTime implements ServiceTime {

        private Duration passed = Duration.ZERO;

        void pass(Duration time) {
            passed = passed.plus(time);
        }

        @Override
        public Instant now() {
            return NOON.plus(passed);
        }

        @Override
        public long nanos() {
            return passed.toNanos();
        }

        @Override
        public void await(CompletableFuture<?> event, Duration most) {
            throw new UnsupportedOperationException();
        }
    }
}
