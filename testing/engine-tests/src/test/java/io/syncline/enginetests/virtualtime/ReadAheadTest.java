package io.syncline.enginetests.virtualtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.RunOutcome;
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
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.metadata.Checkpoint;
import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.settings.EngineSettings;
import io.syncline.enginetests.StateKeys;
import io.syncline.testkit.PortMethod;
import io.syncline.testkit.fault.Fault;
import io.syncline.testkit.fault.FaultInjector;
import io.syncline.testkit.fault.FaultPlan;
import io.syncline.testkit.memory.InMemoryEmbedder;
import io.syncline.testkit.memory.InMemoryMetadataStore;
import io.syncline.testkit.memory.InMemoryRecordSource;
import io.syncline.testkit.memory.InMemoryVectorSink;
import io.syncline.testkit.memory.PageShape;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Several pages read concurrently, on a virtual clock. */
class ReadAheadTest {

    private static final ModelName MODEL = ModelName.of("res.partner");
    private static final Duration CALL = Duration.ofMillis(400);
    private static final int PAGE = 10;

    private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-24T08:00:00Z"), new Random(1));
    private InMemoryVectorSink sink = new InMemoryVectorSink();
    private InMemoryMetadataStore store = new InMemoryMetadataStore(time);
    private final List<StageTiming> timings = new ArrayList<>();
    private InMemoryRecordSource source = source(PageShape.FULL);
    private FaultPlan plan = FaultPlan.NONE;
    private ToLongFunction<Work> latencies = work -> work == Work.SOURCE ? CALL.toNanos() : 1_000_000;

    @Test
    void pagesShouldBeReadConcurrentlyWhenTheSourceIsTheSlowestStage() {
        fill(80 * PAGE);

        SyncReport report = sync(SyncRequest.of(MODEL.value()), settings(4));

        Duration bound = CALL.multipliedBy(80 / 4);
        assertThat(report.recordsEmbedded()).isEqualTo(80 * PAGE);
        assertThat(report.duration()).isBetween(bound, bound.plus(CALL.multipliedBy(7)));
    }

    @Test
    void sourceShouldBeCalledSequentiallyWhenThatIsSet() {
        fill(20 * PAGE);

        SyncReport report = sync(SyncRequest.of(MODEL.value()), settings(1));

        assertThat(report.duration()).isGreaterThan(CALL.multipliedBy(20));
        assertThat(source.calls().of(PortMethod.SOURCE_IDS)).isZero();
    }

    @Test
    void idsShouldNotBeListedWhenThereIsOnePage() {
        fill(PAGE);

        sync(SyncRequest.of(MODEL.value()), settings(4));

        assertThat(source.calls().of(PortMethod.SOURCE_PAGE)).isEqualTo(1);
        assertThat(source.calls().of(PortMethod.SOURCE_IDS)).isZero();
    }

    @ParameterizedTest
    @EnumSource(PageShape.class)
    void unchangedRecordShouldBeSyncedOnceWhileOthersChange(PageShape shape) {
        for (int seed = 0; seed < 15; seed++) {
            Random random = new Random(seed);
            source = source(shape);
            sink = new InMemoryVectorSink();
            store = new InMemoryMetadataStore(time);
            List<Long> staying = LongStream.rangeClosed(1, 400)
                    .map(i -> i * 7 - random.nextInt(6))
                    .boxed()
                    .toList();
            staying.forEach(this::put);
            latencies = work -> 1L + random.nextInt(1_000_000_000);
            plan = disturbance(random, Set.copyOf(staying));

            SyncReport report = sync(SyncRequest.of(MODEL.value()), settings(1 + seed % 5));

            assertThat(report.success()).as("seed %d: %s", seed, report).isTrue();
            assertThat(stored()).as("seed %d", seed).containsAll(staying);
            assertThat(report.recordsProcessed()).as("seed %d", seed).isEqualTo(stored().size());
        }
    }

    @Test
    void checkpointShouldEndBeforeThePageThatFailed() {
        fill(30 * PAGE);
        plan = FaultPlan.builder()
                .at(PortMethod.SOURCE_PAGE, 9, Fault.failSetup())
                .build();

        SyncReport failed = sync(SyncRequest.of(MODEL.value()), settings(4));

        assertThat(failed.outcome()).isEqualTo(RunOutcome.FAILED);
        Checkpoint reached =
                store.read(StateKeys.of(store, MODEL)).state().checkpoint().orElseThrow();
        long last = reached.cursor().id().number();
        assertThat(stored()).contains(last);
        assertThat(reached.processed()).isEqualTo(last);
        assertThat(last).isBetween(4L * PAGE, 12L * PAGE);

        plan = FaultPlan.NONE;
        SyncReport rest = sync(SyncRequest.of(MODEL.value()), settings(4));
        assertThat(rest.resumed()).isTrue();
        assertThat(rest.recordsProcessed()).isEqualTo(30 * PAGE - reached.processed());
        assertThat(stored()).hasSize(30 * PAGE);
    }

    @Test
    void failedListingOfIdsShouldEndTheRunAfterWhatWasRead() {
        fill(30 * PAGE);
        plan = FaultPlan.builder()
                .at(PortMethod.SOURCE_IDS, 1, Fault.failSetup())
                .build();

        SyncReport failed = sync(SyncRequest.of(MODEL.value()), settings(4));

        assertThat(failed.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(stored()).hasSize(PAGE);
    }

    @Test
    void limitedRunShouldReadNoMoreThanItsLimit() {
        fill(30 * PAGE);

        SyncReport report =
                sync(SyncRequest.builder().model(MODEL).testLimit(25).build(), settings(4));

        assertThat(report.recordsProcessed()).isEqualTo(25);
        assertThat(source.calls().of(PortMethod.SOURCE_PAGE)).isEqualTo(3);
    }

    @Test
    void pageShouldNotGrowWhenRecordsAreCreatedInIt() {
        LongStream.rangeClosed(1, 20 * PAGE).forEach(i -> put(i * 1000));
        Fault fault = Fault.of("create", (call, execution) -> {
            LongStream.rangeClosed(1, 500).forEach(i -> put(50_000 + i));
            execution.run();
        });
        plan = FaultPlan.builder().at(PortMethod.SOURCE_PAGE, 2, fault).build();

        SyncReport report = sync(SyncRequest.of(MODEL.value()), settings(4));

        assertThat(report.recordsProcessed()).isEqualTo(20 * PAGE + 500);
        assertThat(timings)
                .filteredOn(timing -> timing.stage() == Stage.PREPARE)
                .allSatisfy(timing -> assertThat(timing.items()).isLessThanOrEqualTo(PAGE));
    }

    @Test
    void noCallShouldBeInFlightWhenACancelledRunHasEnded() {
        fill(60 * PAGE);
        SyncRunner runner = runner(SyncRequest.of(MODEL.value()), settings(4));
        CompletableFuture<SyncReport> report = runner.run(UnaryOperator.identity());
        time.after(CALL.multipliedBy(9).plusMillis(50), runner::cancel);

        await(report);
        long calls = source.calls().total();
        while (time.step()) {
            // lets calls in flight end
        }

        assertThat(report.join().outcome()).isEqualTo(RunOutcome.CANCELLED);
        assertThat(source.calls().total()).isEqualTo(calls);
    }

    /** Creates and deletes records, except given ones, whenever ids are listed or a page is read. */
    private FaultPlan disturbance(Random random, Set<Long> staying) {
        Set<Long> others = new HashSet<>();
        Fault fault = Fault.of("disturb", (call, execution) -> {
            execution.run();
            for (int i = 0; i < 5; i++) {
                long id = 1L + random.nextInt(3000);
                if (!staying.contains(id) && others.add(id)) {
                    put(id);
                } else if (others.remove(id)) {
                    source.delete(MODEL, RecordId.of(id));
                }
            }
        });
        return FaultPlan.builder()
                .from(PortMethod.SOURCE_IDS, 1, fault)
                .from(PortMethod.SOURCE_PAGE, 1, fault)
                .build();
    }

    private void fill(int records) {
        LongStream.rangeClosed(1, records).forEach(this::put);
    }

    private void put(long id) {
        source.put(MODEL, RecordId.of(id), Map.of("name", new FieldValue.Text("Record " + id)));
    }

    private List<Long> stored() {
        IdPage page = sink.ids(new ModelKey(source.name(), MODEL), IdRange.ALL, 100_000);
        return page.entries().stream()
                .map(IdAndVersion::id)
                .map(RecordId::number)
                .toList();
    }

    private InMemoryRecordSource source(PageShape shape) {
        return InMemoryRecordSource.builder()
                .clock(time)
                .pages(shape)
                .model(MODEL, new FieldDescription("name", "Name", FieldType.TEXT))
                .build();
    }

    private static EngineSettings settings(int fetchConcurrency) {
        return EngineSettings.builder()
                .fetchBatchSize(PAGE)
                .fetchConcurrency(fetchConcurrency)
                .build();
    }

    private SyncReport sync(SyncRequest request, EngineSettings settings) {
        return await(runner(request, settings).run(UnaryOperator.identity()));
    }

    private SyncReport await(CompletableFuture<SyncReport> report) {
        while (!report.isDone()) {
            assertThat(time.step()).as("the run ends").isTrue();
        }
        return report.join();
    }

    private SyncRunner runner(SyncRequest request, EngineSettings settings) {
        RecordSource read = new FaultInjector(plan).wrap(source);
        Ports ports = new Ports(read, InMemoryEmbedder.builder().build(), sink, store);
        SyncListener listener = new SyncListener() {
            @Override
            public void stageEnded(ModelName model, StageTiming timing) {
                timings.add(timing);
            }
        };
        EngineContext context = new EngineContext(ports, settings, Map.of(), new SafeListener(listener), new Random(2));
        return new SyncRunner(context, request, new VirtualLoop(time, latencies), "test");
    }
}
