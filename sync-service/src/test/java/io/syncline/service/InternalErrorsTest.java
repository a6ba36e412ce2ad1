package io.syncline.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.core.SyncEngine;
import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import io.syncline.service.memory.LastStart;
import io.syncline.service.memory.ScheduleMemory;
import io.syncline.service.run.ServiceListener;
import io.syncline.service.run.ServiceTime;
import io.syncline.service.run.TrackedRun;
import io.syncline.service.schedule.ModelSchedule;
import io.syncline.service.schedule.Schedule;
import io.syncline.service.schedule.ScheduledWork;
import io.syncline.testkit.memory.InMemoryEmbedder;
import io.syncline.testkit.memory.InMemoryMetadataStore;
import io.syncline.testkit.memory.InMemoryRecordSource;
import io.syncline.testkit.memory.InMemoryVectorSink;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Errors that nobody foresaw: what they hit is done again, and all else goes on. */
class InternalErrorsTest {

    private static final ModelName PARTNER = ModelName.of("res.partner");

    private final ExecutorService threads = Executors.newCachedThreadPool();
    /** What the service has given to its threads, in order; each completes when it returns or throws. */
    private final BlockingQueue<CompletableFuture<Void>> tasks = new LinkedBlockingQueue<>();

    private final BlockingQueue<TrackedRun> ended = new LinkedBlockingQueue<>();
    private final InMemoryRecordSource source = InMemoryRecordSource.builder()
            .name("memory:shop")
            .clock(Clock.systemUTC())
            .model(PARTNER, new FieldDescription("name", "Name", FieldType.TEXT))
            .build();
    private final SyncEngine engine = SyncEngine.builder()
            .source(source)
            .embedder(InMemoryEmbedder.builder().build())
            .sink(InMemoryVectorSink.builder().build())
            .metadata(new InMemoryMetadataStore(Clock.systemUTC()))
            .build();

    @AfterEach
    void close() {
        engine.close();
        threads.shutdownNow();
    }

    private SyncServiceBuilder service() {
        source.put(PARTNER, RecordId.of(1), Map.of("name", new FieldValue.Text("Partner")));
        return SyncService.builder()
                .engine(engine)
                .settings(ServiceSettings.builder()
                        .putModels(PARTNER, ModelSchedule.syncing(Schedule.every(Duration.ofDays(1))))
                        .settle(Duration.ZERO)
                        .build())
                .listener(new ServiceListener() {
                    @Override
                    public void ended(TrackedRun run) {
                        ended.add(run);
                    }
                })
                .executor(task -> tasks.add(CompletableFuture.runAsync(task, threads)));
    }

    private <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T value = queue.poll(1, TimeUnit.MINUTES);
        assertThat(value).isNotNull();
        return value;
    }

    /** A memory that fails at the first of some calls. */
    private static final class FailingMemory implements ScheduleMemory {

        private final ScheduleMemory memory = ScheduleMemory.ofProcess();
        private final AtomicInteger restoring = new AtomicInteger();
        private final AtomicInteger claims = new AtomicInteger();
        private final boolean atRestore;

        FailingMemory(boolean atRestore) {
            this.atRestore = atRestore;
        }

        @Override
        public Optional<LastStart> last(ModelName model, ScheduledWork work) {
            if (atRestore && restoring.getAndIncrement() == 0) {
                throw new IllegalStateException("A bug");
            }
            return memory.last(model, work);
        }

        @Override
        public boolean claim(ModelName model, ScheduledWork work, Optional<LastStart> known, Instant now) {
            if (!atRestore && claims.getAndIncrement() == 0) {
                throw new StackOverflowError("A bug");
            }
            return memory.claim(model, work, known, now);
        }

        @Override
        public void ended(ModelName model, ScheduledWork work, Instant started) {
            memory.ended(model, work, started);
        }
    }

    @Test
    void taskThatMetAnErrorShouldComeBack() throws Exception {
        try (SyncService service = service().memory(new FailingMemory(false)).build()) {
            service.start();
            next(tasks);
            next(tasks).exceptionally(failure -> null).get(1, TimeUnit.MINUTES);

            assertThat(service.health(PARTNER).orElseThrow().next()).containsKey(ScheduledWork.SYNC);
        }
    }

    @Test
    void schedulesShouldCountAlsoIfWhatRanLastIsNotKnown() throws Exception {
        try (SyncService service = service().memory(new FailingMemory(true)).build()) {
            service.start();
            assertThat(next(ended).descriptor().model()).isEqualTo(PARTNER);
        }
    }

    /** A time that throws once, when the scheduler looks at its agenda for the second time, and whose minutes are short. */
    @Test
    void schedulerShouldGoOnAfterAnError() throws Exception {
        ServiceTime real = ServiceTime.system();
        CompletableFuture<Thread> scheduler = new CompletableFuture<>();
        AtomicInteger failures = new AtomicInteger(1);
        ServiceTime time = new ServiceTime() {
            @Override
            public Instant now() {
                if (Thread.currentThread().equals(scheduler.getNow(null)) && failures.getAndDecrement() > 0) {
                    throw new IllegalStateException("A bug");
                }
                return real.now();
            }

            @Override
            public long nanos() {
                return real.nanos();
            }

            @Override
            public void await(CompletableFuture<?> event, Duration most) throws InterruptedException {
                scheduler.complete(Thread.currentThread());
                real.await(event, most.dividedBy(1_000));
            }
        };
        try (SyncService service = service().time(time).build()) {
            service.start();
            next(ended);
            service.touch(PARTNER, List.of());
            next(ended);
        }
    }
}
