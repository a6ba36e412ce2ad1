package io.syncline.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.RunOutcome;
import io.syncline.core.SyncEngine;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import io.syncline.service.memory.ScheduleMemory;
import io.syncline.service.run.ServiceListener;
import io.syncline.service.run.TrackedRun;
import io.syncline.service.schedule.ModelSchedule;
import io.syncline.service.schedule.Schedule;
import io.syncline.testkit.PortMethod;
import io.syncline.testkit.fault.FaultInjector;
import io.syncline.testkit.fault.FaultPlan;
import io.syncline.testkit.memory.InMemoryEmbedder;
import io.syncline.testkit.memory.InMemoryMetadataStore;
import io.syncline.testkit.memory.InMemoryRecordSource;
import io.syncline.testkit.memory.InMemoryVectorSink;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a run that finds nothing costs. */
class IdleRunTest {

    private static final ModelName MODEL = ModelName.of("res.partner");
    private final Clock clock = Clock.fixed(Instant.parse("2026-11-30T12:00:00Z"), ZoneOffset.UTC);

    @Test
    void runThatFindsNothingShouldAskSourceAndSinkRarely() throws Exception {
        FaultInjector ports = new FaultInjector(FaultPlan.builder().build());
        InMemoryRecordSource source = InMemoryRecordSource.builder()
                .name("memory")
                .clock(clock)
                .model(MODEL, new FieldDescription("name", "Name", FieldType.TEXT))
                .build();
        source.put(MODEL, RecordId.of(1), Map.of("name", new FieldValue.Text("Partner")));
        MetadataStore store = ports.wrap(new InMemoryMetadataStore(clock));
        LinkedBlockingQueue<TrackedRun> ended = new LinkedBlockingQueue<>();
        try (SyncEngine engine = SyncEngine.builder()
                        .source(ports.wrap(source))
                        .embedder(ports.wrap(InMemoryEmbedder.builder().build()))
                        .sink(ports.wrap(new InMemoryVectorSink()))
                        .metadata(store)
                        .build();
                SyncService service = SyncService.builder()
                        .engine(engine)
                        .settings(ServiceSettings.builder()
                                .putModels(MODEL, ModelSchedule.syncing(Schedule.every(Duration.ofMinutes(1))))
                                .settle(Duration.ZERO)
                                .secondLook(Duration.ofHours(1))
                                .build())
                        .memory(ScheduleMemory.in(store, () -> "source"))
                        .listener(new ServiceListener() {
                            @Override
                            public void ended(TrackedRun run) {
                                ended.add(run);
                            }
                        })
                        .build()) {
            service.start();
            ended.take();
            for (int i = 0; i < 2; i++) { // the second one finds a model that was synced
                service.touch(MODEL, List.of());
                assertThat(ended.take().end().orElseThrow().outcome()).isEqualTo(RunOutcome.COMPLETED);
            }
            ports.calls().reset();
            service.touch(MODEL, List.of());
            assertThat(ended.take().end().orElseThrow().outcome()).isEqualTo(RunOutcome.COMPLETED);

            assertThat(calls(ports, "SOURCE"))
                    .as("calls of the source among %s", ports.calls())
                    .isLessThanOrEqualTo(5);
            assertThat(calls(ports, "EMBEDDER")).isZero();
            assertThat(calls(ports, "SINK") + calls(ports, "CATALOG"))
                    .as("calls of the sink among %s", ports.calls())
                    .isLessThanOrEqualTo(5);
            assertThat(calls(ports, "STORE"))
                    .as("calls of the metadata store among %s", ports.calls())
                    .isLessThanOrEqualTo(11);
        }
    }

    private static long calls(FaultInjector ports, String prefix) {
        return Stream.of(PortMethod.values())
                .filter(method -> method.name().startsWith(prefix))
                .mapToLong(method -> ports.calls().of(method))
                .sum();
    }
}
