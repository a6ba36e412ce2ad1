package io.syncline.enginetests.virtualtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.Stage;
import io.syncline.api.StageTiming;
import io.syncline.api.SyncListener;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.core.internal.run.EngineContext;
import io.syncline.core.internal.run.SafeListener;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.internal.sync.SyncRunner;
import io.syncline.core.port.Ports;
import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.settings.EngineSettings;
import io.syncline.testkit.memory.InMemoryEmbedder;
import io.syncline.testkit.memory.InMemoryMetadataStore;
import io.syncline.testkit.memory.InMemoryRecordSource;
import io.syncline.testkit.memory.InMemoryVectorSink;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** How far the stages overlap, on a virtual clock. */
class PipelineOverlapTest {

    private static final ModelName MODEL = ModelName.of("res.partner");
    private static final long STAGE = Duration.ofMillis(400).toNanos();

    private int fillerLength = 10;
    private final List<StageTiming> timings = new ArrayList<>();
    private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-24T08:00:00Z"), new Random(1));

    @Test
    void nextPageShouldBeFetchedBeforeFirstOneIsEmbedded() {
        run(10, PipelineOverlapTest::threeEqualStages, oneAtATime());

        StageTiming secondFetch = call(Stage.FETCH, 2);
        StageTiming firstEmbed = call(Stage.EMBED, 1);
        assertThat(secondFetch.startedAfter()).isLessThan(firstEmbed.endedAfter());
    }

    @Test
    void threeEqualStagesShouldTakeLittleMoreThanOne() {
        int pages = 60;

        SyncReport report = run(pages, PipelineOverlapTest::threeEqualStages, oneAtATime());

        Duration oneStage = Duration.ofNanos(STAGE * pages);
        assertThat(report.recordsEmbedded()).isEqualTo(pages * 50L);
        assertThat(report.duration())
                .isBetween(oneStage, oneStage.multipliedBy(12).dividedBy(10));
    }

    @Test
    void runShouldBeMuchFasterThanItsStagesInTurn() {
        int pages = 20;

        SyncReport report = run(pages, PipelineOverlapTest::threeEqualStages, oneAtATime());

        Duration inTurn = Duration.ofNanos(3 * STAGE * pages);
        assertThat(report.duration()).isLessThan(inTurn.multipliedBy(6).dividedBy(10));
    }

    @Test
    void slowestStageShouldUseItsConcurrency() {
        int pages = 40;
        ToLongFunction<Work> slowEmbedder = work -> work == Work.EMBED ? 4 * STAGE : STAGE / 20;

        SyncReport report = run(
                pages,
                slowEmbedder,
                EngineSettings.builder().fetchBatchSize(50).embedBatchSize(50).embedConcurrency(4));

        Duration bound = Duration.ofNanos(4 * STAGE * pages / 4);
        assertThat(report.duration()).isBetween(bound, bound.multipliedBy(11).dividedBy(10));
    }

    @Test
    void firstSyncShouldTakeLittleLongerThanItsSlowestStageNeeds() {
        int records = 75_000;
        Map<Work, Duration> latencies = Map.of(
                Work.SOURCE, Duration.ofMillis(400),
                Work.EMBED, Duration.ofMillis(250),
                Work.WRITE, Duration.ofMillis(50),
                Work.COMPARE, Duration.ofMillis(50));

        SyncReport report = run(
                records / 50,
                work -> latencies.getOrDefault(work, Duration.ofMillis(1)).toNanos(),
                EngineSettings.builder().fetchConcurrency(4).embedConcurrency(8));

        Duration bound = Duration.ofMillis(250).multipliedBy(records / 50 / 8);
        assertThat(report.recordsEmbedded()).isEqualTo(records);
        assertThat(report.duration()).isBetween(bound, bound.multipliedBy(106).dividedBy(100));
    }

    @Test
    void memoryBudgetShouldHoldBackTheSource() {
        fillerLength = 1500;
        long pageBytes = 50L * fillerLength * 4;
        ToLongFunction<Work> slowSink = work -> work == Work.WRITE ? 10 * STAGE : STAGE / 20;

        run(40, slowSink, oneAtATime().memoryBudget(4 * pageBytes));

        long aheadOfWrites = timings.stream()
                .filter(timing -> timing.stage() == Stage.FETCH)
                .filter(timing ->
                        timing.startedAfter().compareTo(call(Stage.WRITE, 1).endedAfter()) < 0)
                .count();
        assertThat(aheadOfWrites).isBetween(2L, 6L);
    }

    private static long threeEqualStages(Work work) {
        return work == Work.SOURCE || work == Work.EMBED || work == Work.WRITE ? STAGE : 1_000_000;
    }

    private static EngineSettings.Builder oneAtATime() {
        return EngineSettings.builder()
                .fetchBatchSize(50)
                .embedBatchSize(50)
                .writeBatchSize(50)
                .embedConcurrency(1)
                .writeConcurrency(1);
    }

    private StageTiming call(Stage stage, long number) {
        return timings.stream()
                .filter(timing -> timing.stage() == stage && timing.number() == number)
                .findFirst()
                .orElseThrow();
    }

    private SyncReport run(int pages, ToLongFunction<Work> latencies, EngineSettings.Builder settings) {
        InMemoryRecordSource source = InMemoryRecordSource.builder()
                .clock(time)
                .model(MODEL, new FieldDescription("name", "Name", FieldType.TEXT))
                .build();
        String filler = "x".repeat(fillerLength);
        for (int i = 1; i <= pages * 50; i++) {
            source.put(MODEL, RecordId.of(i), Map.of("name", new FieldValue.Text(i + " " + filler)));
        }
        InMemoryEmbedder embedder = InMemoryEmbedder.builder().dimension(4).build();
        Ports ports = new Ports(source, embedder, new InMemoryVectorSink(), new InMemoryMetadataStore(time));
        SyncListener listener = new SyncListener() {
            @Override
            public void stageEnded(ModelName model, StageTiming timing) {
                timings.add(timing);
            }
        };
        EngineContext context =
                new EngineContext(ports, settings.build(), Map.of(), new SafeListener(listener), new Random(2));
        VirtualLoop loop = new VirtualLoop(time, latencies);
        SyncRunner runner = new SyncRunner(context, SyncRequest.of(MODEL.value()), loop, "test");
        CompletableFuture<SyncReport> report = runner.run(UnaryOperator.identity());
        while (!report.isDone()) {
            assertThat(time.step()).as("the run ends").isTrue();
        }
        return report.join();
    }
}
