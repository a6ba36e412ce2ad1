package io.syncline.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.SyncRequest;
import io.syncline.core.SyncEngine;
import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import io.syncline.service.memory.LastStart;
import io.syncline.service.memory.ScheduleMemory;
import io.syncline.service.run.Admission;
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
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Services that are stopped, and perhaps started again, as the contexts of applications are. */
class RestartTest {

    private static final ModelName PARTNER = ModelName.of("res.partner");

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
    }

    private SyncServiceBuilder service() {
        source.put(PARTNER, RecordId.of(1), Map.of("name", new FieldValue.Text("Partner")));
        return SyncService.builder()
                .engine(engine)
                .settings(ServiceSettings.builder()
                        .putModels(PARTNER, ModelSchedule.syncing(Schedule.every(Duration.ofDays(1))))
                        .settle(Duration.ZERO)
                        .drain(Duration.ofSeconds(3))
                        .build())
                .listener(new ServiceListener() {
                    @Override
                    public void ended(TrackedRun run) {
                        ended.add(run);
                    }
                });
    }

    private void awaitRun() throws InterruptedException {
        assertThat(ended.poll(1, TimeUnit.MINUTES)).isNotNull();
    }

    private static Admission.Verdict sync(SyncService service) {
        return service.sync(SyncRequest.of("res.partner"), "test").verdict();
    }

    @Test
    void stoppedServiceShouldStartAgainWithItsSchedules() throws Exception {
        try (SyncService service = service().build()) {
            service.start();
            awaitRun();
            service.drain();
            assertThat(sync(service)).isEqualTo(Admission.Verdict.CLOSING);

            service.start();
            service.touch(PARTNER, List.of());

            awaitRun();
            assertThatThrownBy(service::start)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("started before");
        }
    }

    @Test
    void serviceWithoutSchedulesShouldStartRunsAgain() throws Exception {
        try (SyncService service = service().build()) {
            service.drain();
            assertThat(sync(service)).isEqualTo(Admission.Verdict.CLOSING);

            service.reopen();

            assertThat(sync(service)).isEqualTo(Admission.Verdict.STARTED);
            awaitRun();
            assertThat(ended).isEmpty();
        }
    }

    @Test
    void closedServiceShouldNotStartAgain() {
        SyncService service = service().build();
        service.close();
        assertThatThrownBy(service::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    /** A store that does not answer, so that the thread of the schedules hangs in it. */
    private static final class MuteMemory implements ScheduleMemory {

        private final CompletableFuture<Void> asked = new CompletableFuture<>();
        private final CompletableFuture<Void> answer = new CompletableFuture<>();

        @Override
        public Optional<LastStart> last(ModelName model, ScheduledWork work) {
            asked.complete(null);
            answer.join();
            return Optional.empty();
        }

        @Override
        public boolean claim(ModelName model, ScheduledWork work, Optional<LastStart> known, Instant now) {
            return false;
        }

        @Override
        public void ended(ModelName model, ScheduledWork work, Instant started) {}
    }

    /** A time that passes only where it is waited for. */
    private static final class WaitedTime implements ServiceTime {

        private final AtomicLong nanos = new AtomicLong();

        @Override
        public Instant now() {
            return Instant.EPOCH.plusNanos(nanos.get());
        }

        @Override
        public long nanos() {
            return nanos.get();
        }

        @Override
        public void await(CompletableFuture<?> event, Duration most) {
            if (!event.isDone()) {
                nanos.addAndGet(most.toNanos());
            }
        }
    }

    @Test
    void muteStoreShouldDelayAllCallsTogetherAsLongAsOne() {
        MuteMemory memory = new MuteMemory();
        WaitedTime time = new WaitedTime();
        SyncService service = service().memory(memory).time(time).build();
        service.start();
        memory.asked.join();

        service.drain();
        service.close();

        assertThat(Duration.ofNanos(time.nanos())).isEqualTo(Duration.ofSeconds(3));
        memory.answer.complete(null);
    }
}
